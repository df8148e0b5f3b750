import { ActionIcon, Button, Progress, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconTrash, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { type ConnectorJar, deleteJar, uploadJar } from "./connectors";

interface JarSectionProps {
  readonly jars: readonly ConnectorJar[];
  readonly mayChange: boolean;
  readonly changed: () => void;
  readonly failed: (message: string) => void;
}

const STATE: Readonly<Record<ConnectorJar["state"], string>> = {
  loaded: "",
  afterRestart: "used after the next start",
  untilRestart: "deleted, used until the next start",
};

/** The jars that were given to this server beyond what is in the box. */
export function JarSection({ jars, mayChange, changed, failed }: JarSectionProps) {
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ readonly name: string; readonly part: number } | null>(null);
  if (!mayChange && jars.length === 0) {
    return null;
  }
  const send = (file: File) => {
    setSending({ name: file.name, part: 0 });
    uploadJar(file, (part) => setSending({ name: file.name, part }))
      .then(changed, (error: Error) => failed(error.message))
      .finally(() => setSending(null));
  };
  const remove = (name: string) =>
    modals.openConfirmModal({
      title: `Delete ${name}?`,
      children: "Statements that name what is in it fail after the next start.",
      labels: { confirm: "Delete", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () => deleteJar(name).then(changed, (error: Error) => failed(error.message)),
    });
  const waits = jars.some(({ state }) => state !== "loaded");
  return (
    <section aria-label="Further jars" className="jars">
      <div className="jars-head">
        <h2>Further jars</h2>
        <span className="spacer" />
        {mayChange && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUpload size={14} />}
            loading={sending !== null}
            onClick={() => input.current?.click()}
          >
            Add a jar
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".jar,application/java-archive"
          hidden
          aria-label="A connector's jar"
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (chosen) {
              send(chosen);
            }
          }}
        />
      </div>
      {sending && (
        <div role="status">
          <span className="quiet">Sending {sending.name}…</span>
          <Progress value={sending.part * 100} size="sm" aria-label={`Sending ${sending.name}`} />
        </div>
      )}
      {jars.length === 0 && !sending && (
        <p className="quiet">
          None. Change data capture, Iceberg, Paimon, Elasticsearch, other databases and so on come as jars, made for
          Flink 2.3 or for all of Flink 2.
        </p>
      )}
      <ul className="notebook-list" hidden={jars.length === 0}>
        {jars.map((jar) => (
          <li key={jar.name}>
            <span className="notebook-link">{jar.name}</span>
            {jar.state !== "loaded" && <span className="chip">{STATE[jar.state]}</span>}
            <span className="notebook-facts">{sizeOf(jar.bytes)}</span>
            {mayChange && jar.state !== "untilRestart" && (
              <Tooltip label="Delete">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Delete ${jar.name}`}
                  onClick={() => remove(jar.name)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
      {waits && (
        <p className="quiet" role="status">
          Start Riffle again to use what is new here: queries that are kept running run again by themselves.
        </p>
      )}
    </section>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
