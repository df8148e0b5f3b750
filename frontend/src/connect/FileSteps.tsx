import { ActionIcon, Button, Progress, TextInput, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconArrowLeft, IconFileUpload, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { messageOf } from "../shell/http";
import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { sizeText } from "./connect";
import {
  deleteFile,
  type FileTable,
  type GivenFile,
  KINDS,
  listFiles,
  lookIntoFolder,
  MOST_BYTES,
  sendFile,
} from "./files";
import { SqlProposal } from "./SqlProposal";

interface FileStepsProps {
  readonly notebook: string;
  /** A file that was dropped on the notebook; null where none was. */
  readonly dropped: File | null;
  /** The dropped file is being sent. */
  readonly taken: () => void;
  readonly add: (sql: string) => void;
}

interface Sending {
  readonly name: string;
  readonly bytes: number;
  readonly part: number;
}

/** A file is sent, then the table that it suggests is edited. */
export function FileSteps({ notebook, dropped, taken, add }: FileStepsProps) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [found, setFound] = useState<{ readonly name: string; readonly file: FileTable } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const cluster = useSignal(useWorkbench().cluster);
  const aborting = useRef<AbortController | null>(null);
  const send = useCallback(
    (file: File) => {
      setTrouble(null);
      if (file.size > MOST_BYTES) {
        setTrouble("A file has at most 1 GB. Put a larger one where the cluster reads it, and point at its folder.");
        return;
      }
      aborting.current?.abort();
      const controller = new AbortController();
      aborting.current = controller;
      const tell = (part: number) => setSending({ name: file.name, bytes: file.size, part });
      tell(0);
      sendFile(notebook, file, tell, controller.signal)
        .then(
          (table) => setFound({ name: file.name, file: table }),
          (error: unknown) => {
            if (!controller.signal.aborted) {
              setTrouble(messageOf(error));
            }
          },
        )
        .finally(() => aborting.current === controller && setSending(null));
    },
    [notebook],
  );
  useEffect(() => {
    if (dropped) {
      setFound(null);
      send(dropped);
      taken();
    }
  }, [dropped, send, taken]);
  useEffect(() => () => aborting.current?.abort(), []);

  if (found) {
    return <FoundTable name={found.name} file={found.file} add={add} back={() => setFound(null)} />;
  }
  if (sending) {
    return (
      <div className="dialog-form" role="status">
        <p>
          {sending.part < 1 ? "Sending" : "Reading"} <b>{sending.name}</b>, {sizeText(sending.bytes)}…
        </p>
        <Progress value={sending.part * 100} animated={sending.part >= 1} aria-label={`Sending ${sending.name}`} />
        <div className="dialog-buttons">
          <Button variant="default" onClick={() => aborting.current?.abort()}>
            Cancel
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="dialog-form">
      <DropField choose={send} />
      {cluster && !cluster.local && (
        <p className="connect-note" role="note">
          The cluster at {cluster.address} reads it only where it sees the server’s files.
        </p>
      )}
      {trouble && (
        <p className="form-error" role="alert">
          {trouble}
        </p>
      )}
      {cluster?.local && <FolderField notebook={notebook} found={(name, file) => setFound({ name, file })} />}
      <Given notebook={notebook} failed={setTrouble} />
    </div>
  );
}

interface FolderFieldProps {
  readonly notebook: string;
  readonly found: (folder: string, table: FileTable) => void;
}

/** Files that are on the server's machine already, and more that come. */
function FolderField({ notebook, found }: FolderFieldProps) {
  const [folder, setFolder] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      found(folder, await lookIntoFolder(notebook, folder));
    } catch (error) {
      setTrouble(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <form className="connect-registry" onSubmit={look} noValidate>
      <TextInput
        label="Or a folder on the server’s machine, with the files that come into it"
        placeholder="/data/orders"
        spellCheck={false}
        autoComplete="off"
        value={folder}
        error={trouble}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy} disabled={folder.trim() === ""}>
        Look into it
      </Button>
    </form>
  );
}

function DropField({ choose }: { readonly choose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard
    <div
      className="connect-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <IconFileUpload size={26} aria-hidden />
      <p>
        Drop a CSV, JSON Lines, Parquet or Avro file here, or on the notebook.
        <br />
        <span className="quiet">Up to 1 GB. It is kept on the server, for this notebook.</span>
      </p>
      <Button variant="default" data-autofocus onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="A file with data"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) {
            choose(file);
          }
        }}
      />
    </div>
  );
}

/** The files that the notebook has, to be deleted. */
function Given({ notebook, failed }: { readonly notebook: string; readonly failed: (message: string) => void }) {
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const load = useCallback(() => {
    listFiles(notebook).then(setFiles, (error: unknown) => failed(messageOf(error)));
  }, [notebook, failed]);
  useEffect(load, [load]);
  if (files.length === 0) {
    return null;
  }
  const remove = (name: string) =>
    modals.openConfirmModal({
      title: `Delete ${name}?`,
      children: "It can’t be brought back. Tables that read it fail from then on.",
      labels: { confirm: "Delete", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () => deleteFile(notebook, name).then(load, (error: unknown) => failed(messageOf(error))),
    });
  return (
    <section aria-label="Files of this notebook">
      <h3 className="connect-title">Files of this notebook</h3>
      <ul className="notebook-list connect-list">
        {files.map(({ name, bytes, givenAt }) => (
          <li key={name}>
            <span className="notebook-link">{name}</span>
            <span className="connect-facts">
              {sizeText(bytes)} · {new Date(givenAt).toLocaleString()}
            </span>
            <Tooltip label="Delete">
              <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${name}`} onClick={() => remove(name)}>
                <IconTrash size={16} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FoundTableProps {
  readonly name: string;
  readonly file: FileTable;
  readonly add: (sql: string) => void;
  readonly back: () => void;
}

function FoundTable({ name, file, add, back }: FoundTableProps) {
  return (
    <div className="dialog-form">
      <div className="connect-head">
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={14} />} onClick={back}>
          Files
        </Button>
        <b className="connect-servers">{name}</b>
        <span className="connect-facts">{KINDS[file.kind]}</span>
      </div>
      {file.preview.length > 0 && (
        <section aria-label="First lines">
          <h3 className="connect-title">First lines</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that */}
          <pre className="connect-lines" data-testid="preview" tabIndex={0}>
            {file.preview.join("\n")}
          </pre>
        </section>
      )}
      {file.table.notes.map((note) => (
        <p key={note} className="connect-note" role="note">
          {note}
        </p>
      ))}
      <SqlProposal
        key={file.table.sql}
        sql={file.table.sql}
        description={
          file.preview.length > 0
            ? "A guess from its beginning. Change what you know better, here or in the cell, before it runs."
            : "The columns are those of the file’s own schema. Change the SQL as you like, here or in the cell."
        }
        onAdd={add}
      />
    </div>
  );
}
