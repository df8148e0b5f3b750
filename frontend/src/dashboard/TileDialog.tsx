import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Tile, TileContent } from "../wire/dashboard";
import { CellPicker } from "./CellPicker";
import { CHANGED_MEANWHILE, mergedWords } from "./mergedWords";

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
  /** The tile as it is now, whoever changed it while the dialog is open; null where it is gone or new. */
  readonly now: TileWords | null;
  /** What stands above it where it has no title of its own. */
  readonly cellTitle: string;
  readonly save: (words: TileWords) => void;
  readonly close: () => void;
}

/** Edits a tile's title and description, and the text of one that has its own. */
export function TileDialog({ subject, now, cellTitle, save, close }: TileDialogProps) {
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
          opened={subject === "new" ? EMPTY_TEXT : subject}
          now={now}
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
  readonly opened: TileWords;
  readonly now: TileWords | null;
  readonly cellTitle: string;
  readonly save: (words: TileWords) => void;
  readonly close: () => void;
}

function TileForm({ opened, now, cellTitle, save, close }: TileFormProps) {
  // What was seen of it: at first when the dialog was opened, then when it was said that somebody had changed it.
  const [before, setBefore] = useState<TileWords>({
    title: opened.title,
    description: opened.description,
    content: opened.content,
  });
  const [title, setTitle] = useState(before.title ?? "");
  const [description, setDescription] = useState(before.description);
  const [content, setContent] = useState<TileContent>(before.content);
  const [conflict, setConflict] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A notebook without a cell in it names nothing.
    const complete = content.kind === "text" && content.cell === null ? { ...content, notebook: null } : content;
    const edited = {
      title: title.trim() === "" ? null : title.trim(),
      description: description.trim(),
      content: complete,
    };
    const merged = now === null ? edited : mergedWords(before, edited, now);
    if (merged === null && now !== null) {
      setBefore({ title: now.title, description: now.description, content: now.content });
    }
    setConflict(merged === null);
    if (merged !== null) {
      save(merged);
    }
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
      {conflict && (
        <p className="form-error" role="alert">
          {CHANGED_MEANWHILE}
        </p>
      )}
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
