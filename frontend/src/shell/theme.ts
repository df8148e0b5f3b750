import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from "@mantine/core";

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

/** The page's own dark colours as Mantine counts them: 0 text, 2 quiet, 4 border, 5 hover, 6 fields and menus, 7 cards. */
const dark: MantineColorsTuple = [
  "#e5e9ef",
  "#c3ccd8",
  "#98a4b5",
  "#6b7789",
  "#27313d",
  "#27313d",
  "#1a222c",
  "#151c24",
  "#10161d",
  "#0c1117",
];

export const theme = createTheme({
  primaryColor: "river",
  primaryShade: { light: 7, dark: 4 },
  // What is filled is light on the dark page: white words could hardly be read there.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === "filled" ? { ...colors, color: "var(--on-river)" } : colors;
  },
  components: {
    Modal: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
  },
  colors: { river, dark },
  fontFamily: 'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, Menlo, Consolas, monospace',
  defaultRadius: "md",
  cursorType: "pointer",
});
