import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", sourcemap: false, chunkSizeWarningLimit: 2400 },
  server: {
    proxy: { "/api": { target: "http://127.0.0.1:8273", ws: true } },
  },
});
