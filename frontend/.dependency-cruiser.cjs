/** The laws of the front end's folders: wire ← connection ← store ← editor, table, chart, result, input ← connect ← notebook, dashboard, home, people, connectors. */
const only = (folder, allowed) => ({
  name: `${folder}-depends-only-on-${allowed.join("-") || "nothing"}`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...allowed].join("|")})/` },
});

module.exports = {
  forbidden: [
    only("wire", []),
    only("connection", ["wire"]),
    only("store", ["wire", "connection"]),
    only("editor", ["wire", "store"]),
    only("table", ["wire", "store"]),
    only("chart", ["wire", "store"]),
    only("result", ["wire", "store"]),
    only("input", ["wire", "store"]),
    only("shell", ["wire", "store"]),
    only("history", ["wire", "store", "shell"]),
    only("connect", ["wire", "store", "shell"]),
    only("notebook", ["wire", "store", "editor", "table", "chart", "result", "input", "shell", "history", "connect"]),
    only("dashboard", ["wire", "store", "table", "chart", "result", "input", "shell", "history"]),
    only("home", ["wire", "store", "shell"]),
    only("people", ["wire", "store", "shell"]),
    only("connectors", ["wire", "store", "shell"]),
    {
      name: "pure-files-import-no-ui-library",
      severity: "error",
      from: {
        path: "^src/(wire/|connection/|store/(?!context|useSignal)[^/]*\\.ts|chart/(option|points|time)\\.ts|table/format\\.ts|result/(figures|prose|results)\\.ts|input/(slider|text)\\.ts|connect(ors/connectors|/(connect|database|files))\\.ts|notebook/inputForm\\.ts|dashboard/(heldRows|inputs|kiosk|note|values)\\.ts|history/(differences|textLines|versions)\\.ts)",
      },
      to: {
        path: "node_modules/(react|react-dom|react-grid-layout|@mantine|@tanstack|@dnd-kit|@tabler)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
