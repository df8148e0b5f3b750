import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { goTo } from "../shell/route";
import type { Cell } from "../wire/types";

interface NotebookPaletteProps {
  readonly runAll: () => void;
  readonly stopAll: () => void;
  readonly run: () => void;
  readonly stop: () => void;
  readonly add: (kind: Cell["kind"]) => void;
  readonly connect: () => void;
  readonly pin: () => void;
  readonly undo: () => void;
  readonly togglePanel: () => void;
  readonly secrets: () => void;
  readonly history: () => void;
  readonly help: () => void;
}

/** What can be done in a notebook, by its name. */
export function NotebookPalette(props: NotebookPaletteProps) {
  return (
    <Spotlight
      transitionProps={{ duration: 0 }}
      shortcut={["mod + K", "mod + shift + P"]}
      triggerOnContentEditable
      nothingFound="No such command"
      highlightQuery
      scrollable
      searchProps={{ leftSection: <IconSearch size={16} />, placeholder: "What to do?" }}
      actions={[
        { id: "run-all", label: "Run all cells", onClick: props.runAll },
        { id: "stop-all", label: "Stop all cells", onClick: props.stopAll },
        { id: "run", label: "Run the chosen cell", onClick: props.run },
        { id: "stop", label: "Stop the chosen cell", onClick: props.stop },
        { id: "pin", label: "Pin the chosen cell to a dashboard", onClick: props.pin },
        { id: "sql", label: "Add a SQL cell", onClick: () => props.add("sql") },
        { id: "markdown", label: "Add a Markdown cell", onClick: () => props.add("markdown") },
        { id: "chart", label: "Add a chart", onClick: () => props.add("chart") },
        { id: "input", label: "Add an input", onClick: () => props.add("input") },
        { id: "connect", label: "Connect data: Kafka, a file, a database", onClick: props.connect },
        { id: "undo", label: "Undo the last deletion", onClick: props.undo },
        { id: "panel", label: "Show or hide notebooks, outline and catalog", onClick: props.togglePanel },
        { id: "history", label: "History", onClick: props.history },
        { id: "connectors", label: "Connectors and their options", onClick: () => goTo("/connectors") },
        { id: "secrets", label: "Secrets", onClick: props.secrets },
        { id: "help", label: "Keyboard help", onClick: props.help },
        { id: "home", label: "All notebooks", onClick: () => goTo("/") },
        { id: "dashboards", label: "All dashboards", onClick: () => goTo("/?shelf=dashboards") },
      ]}
    />
  );
}
