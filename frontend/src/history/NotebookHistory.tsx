import type { OpenNotebook } from "../store/openNotebook";
import type { Cell, NotebookDocument } from "../wire/types";
import { notebookDifferences, textOf } from "./differences";
import { HistoryDrawer } from "./HistoryDrawer";
import { ItemDifferences } from "./ItemDifferences";

interface NotebookHistoryProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  /** A cell in a few words. */
  readonly nameOf: (cell: Cell) => string;
  readonly opened: boolean;
  readonly close: () => void;
}

/** The history of a notebook. */
export function NotebookHistory({ notebook, document, nameOf, opened, close }: NotebookHistoryProps) {
  /** An id tells people nothing: the cell of that id does. */
  const wordOf = (name: string, value: string) => {
    const source = name === "source" ? document.cells.find(({ id }) => id === value) : undefined;
    return source ? nameOf(source) : value;
  };
  return (
    <HistoryDrawer<NotebookDocument, Cell>
      kind="notebook"
      id={notebook.id}
      document={document}
      flushed={async () => ((await notebook.flush()) ? notebook.document.peek() : null)}
      differences={notebookDifferences}
      show={(differences) => (
        <ItemDifferences differences={differences} nameOf={nameOf} textOf={textOf} wordOf={wordOf} />
      )}
      opened={opened}
      close={close}
    />
  );
}
