import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "react-grid-layout/css/styles.css";
import "./riffle.css";
import "./dashboard/dashboard.css";
import "./shell/share.css";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { SharedApp } from "./SharedApp";
import { sharedAddress } from "./shell/route";
import { theme } from "./shell/theme";

const root = document.getElementById("root");
const shared = sharedAddress(location.pathname);
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          {shared === null ? <App /> : <SharedApp address={shared} />}
        </ModalsProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
