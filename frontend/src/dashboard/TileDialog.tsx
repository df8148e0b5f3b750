import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Tile, TileContent } from "../wire/dashboard";
import { CellPicker } from "./CellPicker";

/** What a person says of a tile. */
export type TileWords = Pick<Tile, "title" | "description" | "content">;

const EMPTY_TEXT: TileWords = {
  title: null,
  description: "",
  content: { kind: "text", text: "", notebook: null, cell: null },
};

interface TileDialogProps {
  /** The tile to edit, `new` for a text that there is not yet, null while the dialog is closed. */
  readonly subject: Tile | "new" | null;
  /** What stands above it where it has no title of its own. */
  readonly cellTitle: string;
  readonly save: (words: TileWords) => void;
  readonly close: () => void;
}

/** Edits a tile's title and description, and the text of one that has its own. */
export function TileDialog({ subject, cellTitle, save, close }: TileDialogProps) {
  const isText = subject === "new" || subject?.content.kind === "text";
  return (
    <Modal
      opened={subject !== null}
      onClose={close}
      title={subject === "new" ? "Add text" : isText ? "Edit text" : "Edit title"}
      size={isText ? "lg" : "md"}
    >
      {subject !== null && (
        <TileForm
          key={subject === "new" ? subject : subject.id}
          before={subject === "new" ? EMPTY_TEXT : subject}
          cellTitle={cellTitle}
          save={(words) => {
            save(words);
            close();
          }}
          close={close}
        />
      )}
    </Modal>
  );
}

interface TileFormProps {
  readonly before: TileWords;
  readonly cellTitle: string;
  readonly save: (words: TileWords) => void;
  readonly close: () => void;
}

function TileForm({ before, cellTitle, save, close }: TileFormProps) {
  const [title, setTitle] = useState(before.title ?? "");
  const [description, setDescription] = useState(before.description);
  const [content, setContent] = useState<TileContent>(before.content);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A notebook without a cell in it names nothing.
    const complete = content.kind === "text" && content.cell === null ? { ...content, notebook: null } : content;
    save({ title: title.trim() === "" ? null : title.trim(), description: description.trim(), content: complete });
  };
  return (
    <form onSubmit={submit} className="dialog-form">
      {content.kind === "text" && (
        <>
          <Textarea
            label="Text"
            description="Markdown. {{column}} stands for that column in the first row of the cell chosen below."
            autosize
            minRows={4}
            maxRows={14}
            maxLength={MOST_TEXT}
            data-autofocus
            value={content.text}
            onChange={(event) => setContent({ ...content, text: event.currentTarget.value })}
          />
          <CellPicker
            notebook={content.notebook}
            cell={content.cell}
            choose={(notebook, cell) => setContent({ ...content, notebook, cell })}
          />
        </>
      )}
      <TextInput
        label="Title"
        placeholder={cellTitle || "None"}
        maxLength={200}
        data-autofocus={content.kind === "cell" || undefined}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label="Description"
        placeholder="Shown beside the title"
        maxLength={1_000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <div className="dialog-buttons">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={content.kind === "text" && content.text.trim() === ""}>
          Save
        </Button>
      </div>
    </form>
  );
}

const MOST_TEXT = 20_000;
