import { Button, Modal, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";

interface DescriptionDialogProps {
  readonly opened: boolean;
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
  const [text, setText] = useState(description);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(text.trim());
    close();
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
      <div className="dialog-buttons">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit">Save</Button>
      </div>
    </form>
  );
}
