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
  return (
    <HistoryDrawer<NotebookDocument, Cell>
      kind="notebook"
      id={notebook.id}
      document={document}
      flush={() => notebook.flush()}
      differences={notebookDifferences}
      show={(differences) => <ItemDifferences differences={differences} nameOf={nameOf} textOf={textOf} />}
      opened={opened}
      close={close}
    />
  );
}
