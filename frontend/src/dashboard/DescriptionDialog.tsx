import { Button, Modal, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CHANGED_MEANWHILE, mergedWords } from "./mergedWords";

interface DescriptionDialogProps {
  readonly opened: boolean;
  /** As it is now, whoever changed it while the dialog is open. */
  readonly description: string;
  readonly save: (description: string) => void;
  readonly close: () => void;
}

/** Edits what stands above a dashboard's tiles. */
export function DescriptionDialog({ opened, description, save, close }: DescriptionDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Description" size="md">
      {opened && <DescriptionForm description={description} save={save} close={close} />}
    </Modal>
  );
}

function DescriptionForm({ description, save, close }: Omit<DescriptionDialogProps, "opened">) {
  const [before, setBefore] = useState(description);
  const [text, setText] = useState(description);
  const [conflict, setConflict] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const merged = mergedWords({ text: before }, { text: text.trim() }, { text: description });
    setConflict(merged === null);
    if (merged === null) {
      setBefore(description);
    } else {
      save(merged.text);
      close();
    }
  };
  return (
    <form onSubmit={submit} className="dialog-form">
      <Textarea
        aria-label="Description"
        placeholder="What this dashboard is about"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
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
        <Button type="submit">Save</Button>
      </div>
    </form>
  );
}
