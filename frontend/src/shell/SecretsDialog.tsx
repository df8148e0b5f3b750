import { ActionIcon, Alert, Button, Code, CopyButton, Modal, PasswordInput, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconPencil, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { messageOf } from "./http";
import { deleteSecret, listSecrets, nameProblem, putSecret, type SecretLine, valueProblem, written } from "./secrets";

/** Names of secrets, and the way to write values that nobody reads back. */
export function SecretsDialog({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Secrets" size="lg">
      <Secrets />
    </Modal>
  );
}

/** Comes and goes with the dialog, so that no value that was typed outlives it. */
function Secrets() {
  const [lines, setLines] = useState<readonly SecretLine[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [name, setName] = useState("");
  const valueField = useRef<HTMLInputElement>(null);

  const load = useCallback(async () => {
    try {
      setLines(await listSecrets());
    } catch (error) {
      setTrouble(messageOf(error));
    }
  }, []);
  useEffect(() => void load(), [load]);

  /** Does it, then shows what there is now; false where it did not work. */
  const act = async (task: () => Promise<void>): Promise<boolean> => {
    try {
      await task();
      setTrouble(null);
      await load();
      return true;
    } catch (error) {
      setTrouble(messageOf(error));
      return false;
    }
  };
  const replace = (replaced: string) => {
    setName(replaced);
    valueField.current?.focus();
  };

  return (
    <div className="secrets">
      <p className="quiet">
        Within a string of SQL, write <Code>'{written("name")}'</Code> and the server fills in the value when the
        statement runs. Nobody can read a value back: messages, plans and SHOW CREATE TABLE say its name instead; only
        rows that a query itself makes of it show it.
      </p>
      {trouble !== null && (
        <Alert color="red" variant="light" role="alert">
          {trouble}
        </Alert>
      )}
      {lines !== null && lines.length > 0 && (
        <ul className="secret-list" aria-label="Secrets">
          {lines.map((line) => (
            <SecretItem
              key={line.name}
              line={line}
              replace={() => replace(line.name)}
              remove={() => act(() => deleteSecret(line.name))}
            />
          ))}
        </ul>
      )}
      {lines !== null && lines.length === 0 && <p className="quiet">No secrets yet.</p>}
      <SecretForm
        name={name}
        setName={setName}
        valueField={valueField}
        replaces={lines?.some((line) => line.name === name) ?? false}
        save={(value) => act(() => putSecret(name, value))}
      />
    </div>
  );
}

interface SecretFormProps {
  readonly name: string;
  readonly setName: (name: string) => void;
  readonly valueField: React.RefObject<HTMLInputElement | null>;
  readonly replaces: boolean;
  readonly save: (value: string) => Promise<boolean>;
}

function SecretForm({ name, setName, valueField, replaces, save }: SecretFormProps) {
  const [value, setValue] = useState("");
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameProblem(name) !== null || valueProblem(value) !== null) {
      return;
    }
    setSaving(true);
    if (await save(value)) {
      setName("");
      setValue("");
      setTried(false);
    }
    setSaving(false);
  };
  return (
    <form className="secret-form" onSubmit={submit} autoComplete="off" noValidate>
      <TextInput
        label="Name"
        placeholder="kafka_password"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={name}
        error={tried || name !== "" ? nameProblem(name) : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        ref={valueField}
        label={replaces ? "New value" : "Value"}
        autoComplete="new-password"
        value={value}
        error={tried ? valueProblem(value) : null}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" loading={saving}>
        {replaces ? "Replace" : "Add"}
      </Button>
    </form>
  );
}

interface SecretItemProps {
  readonly line: SecretLine;
  readonly replace: () => void;
  readonly remove: () => void;
}

function SecretItem({ line, replace, remove }: SecretItemProps) {
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <li>
        <span className="secret-question">
          Delete <strong>{line.name}</strong>? Statements that name it fail from then on; what runs goes on.
        </span>
        <span className="secret-answers">
          <Button size="compact-sm" color="red" onClick={remove} autoFocus>
            Delete
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            Keep
          </Button>
        </span>
      </li>
    );
  }
  return (
    <li>
      <Code className="secret-name">{written(line.name)}</Code>
      <CopyButton value={written(line.name)}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : "Copy"}>
            <ActionIcon variant="subtle" color="gray" aria-label={`Copy ${written(line.name)}`} onClick={copy}>
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <span className="spacer" />
      <span className="secret-time">changed {new Date(line.updatedAt).toLocaleString()}</span>
      <Tooltip label="Replace">
        <ActionIcon variant="subtle" color="gray" aria-label={`Replace ${line.name}`} onClick={replace}>
          <IconPencil size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon variant="subtle" color="red" aria-label={`Delete ${line.name}`} onClick={() => setAsking(true)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
