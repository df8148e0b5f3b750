import { Button } from "@mantine/core";
import { IconChartBar, IconForms, IconMarkdown, IconPlug, IconPlus } from "@tabler/icons-react";
import type { Cell } from "../wire/types";

interface AddCellsProps {
  readonly add: (kind: Cell["kind"]) => void;
  readonly connect: () => void;
}

/** Adds a cell of any kind at the end of the notebook, or one that connects somebody's data. */
export function AddCells({ add, connect }: AddCellsProps) {
  return (
    <div className="add-cell">
      <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add("sql")}>
        SQL
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconMarkdown size={15} />}
        onClick={() => add("markdown")}
      >
        Markdown
      </Button>
      <Button size="compact-sm" variant="subtle" leftSection={<IconChartBar size={14} />} onClick={() => add("chart")}>
        Chart
      </Button>
      <Button size="compact-sm" variant="subtle" leftSection={<IconForms size={14} />} onClick={() => add("input")}>
        Input
      </Button>
      <Button size="compact-sm" variant="subtle" leftSection={<IconPlug size={14} />} onClick={connect}>
        Connect…
      </Button>
    </div>
  );
}
