import { createTheme, type MantineColorsTuple } from "@mantine/core";

const river: MantineColorsTuple = [
  "#e8f5f9",
  "#d3e8ef",
  "#a4d0df",
  "#72b7ce",
  "#4aa2c0",
  "#2f94b7",
  "#1b8db4",
  "#0b6e8a",
  "#08617a",
  "#00526a",
];

export const theme = createTheme({
  primaryColor: "river",
  primaryShade: { light: 7, dark: 4 },
  colors: { river },
  fontFamily: 'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, Menlo, Consolas, monospace',
  defaultRadius: "md",
  cursorType: "pointer",
});
