import { Modal, SegmentedControl } from "@mantine/core";
import { useEffect, useState } from "react";
import { secretNames } from "../shell/secrets";
import { DatabaseForm } from "./DatabaseForm";
import { FileSteps } from "./FileSteps";
import { KafkaSteps } from "./KafkaSteps";

const SOURCES = [
  { value: "kafka", label: "Kafka" },
  { value: "file", label: "File" },
  { value: "database", label: "Database" },
] as const;

type Source = (typeof SOURCES)[number]["value"];

interface ConnectDialogProps {
  readonly notebook: string;
  readonly opened: boolean;
  /** A file that was dropped on the notebook; null where none was. */
  readonly dropped: File | null;
  readonly taken: () => void;
  readonly close: () => void;
  /** Gets the statement, as a person has edited it. */
  readonly add: (sql: string) => void;
}

/** The way from where somebody's data is to the statement that makes a table of it. */
export function ConnectDialog({ notebook, opened, dropped, taken, close, add }: ConnectDialogProps) {
  const [source, setSource] = useState<Source>("kafka");
  useEffect(() => {
    if (dropped) {
      setSource("file");
    }
  }, [dropped]);
  const [added, setAdded] = useState(false);
  useEffect(() => {
    if (opened) {
      setAdded(false);
    }
  }, [opened]);
  const take = (sql: string) => {
    // The new cell has the focus then, not what opened the dialog.
    setAdded(true);
    add(sql);
    close();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Connect data"
      size="xl"
      closeOnClickOutside={false}
      returnFocus={!added}
    >
      <SegmentedControl
        className="connect-sources"
        aria-label="Where the data is"
        data={[...SOURCES]}
        value={source}
        onChange={(value) => setSource(SOURCES.find((known) => known.value === value)?.value ?? "kafka")}
      />
      {source === "kafka" && <KafkaSteps notebook={notebook} add={take} />}
      {source === "file" && <FileSteps notebook={notebook} dropped={dropped} taken={taken} add={take} />}
      {source === "database" && <DatabaseSteps notebook={notebook} add={take} />}
    </Modal>
  );
}

function DatabaseSteps({ notebook, add }: { readonly notebook: string; readonly add: (sql: string) => void }) {
  const [secrets, setSecrets] = useState<readonly string[]>([]);
  useEffect(() => {
    secretNames().then(setSecrets);
  }, []);
  return <DatabaseForm notebookId={notebook} secrets={secrets} onAdd={add} />;
}
