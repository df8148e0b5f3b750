import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { type RefObject, useEffect, useState } from "react";
import { messageOf } from "../shell/http";
import { useMe } from "../shell/me";
import { nameProblem, putSecret, secretNames, valueProblem } from "../shell/secrets";

interface SecretFieldProps {
  readonly label: string;
  /** What a new one is called, where nobody says otherwise. */
  readonly wanted: string;
  readonly name: string;
  readonly error: string | null;
  readonly change: (name: string) => void;
  /** Where the form finds what keeps a password that was typed and not kept yet. */
  readonly pending: Pending;
}

/** Keeps what was typed; gives the name of the secret, or null where it can't be kept. */
export type Pending = RefObject<(() => Promise<string | null>) | null>;

const NEW = "";

/** Chooses the secret that has a password, or makes one: statements name it, and nobody reads it back. */
export function SecretField({ label, wanted, name, error, change, pending }: SecretFieldProps) {
  const me = useMe();
  const [names, setNames] = useState<readonly string[] | null>(null);
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    let current = true;
    secretNames().then((found) => {
      if (current) {
        setNames(found);
        setAdding(found.length === 0);
      }
    });
    return () => {
      current = false;
    };
  }, []);
  const mayAdd = me?.administrator === true;
  if (adding && mayAdd) {
    return (
      <NewSecret
        label={label}
        wanted={wanted}
        taken={names ?? []}
        error={error}
        added={(made) => {
          setNames([...(names ?? []).filter((known) => known !== made), made].sort());
          setAdding(false);
          change(made);
        }}
        cancel={(names?.length ?? 0) > 0 ? () => setAdding(false) : null}
        pending={pending}
      />
    );
  }
  const known = names ?? [];
  const listed = name !== "" && !known.includes(name) ? [...known, name] : known;
  return (
    <Select
      label={`${label}, as a secret`}
      placeholder={names?.length === 0 ? "None yet: an administrator adds it" : "Choose a secret"}
      data={[
        ...listed.map((one) => ({ value: one, label: one })),
        ...(mayAdd ? [{ value: NEW, label: "New secret…" }] : []),
      ]}
      searchable={known.length > 8}
      allowDeselect={false}
      value={name === "" ? null : name}
      error={error}
      onChange={(value) => (value === NEW ? setAdding(true) : change(value ?? ""))}
    />
  );
}

interface NewSecretProps {
  readonly label: string;
  readonly wanted: string;
  readonly taken: readonly string[];
  readonly error: string | null;
  readonly added: (name: string) => void;
  readonly cancel: (() => void) | null;
  readonly pending: Pending;
}

function NewSecret({ label, wanted, taken, error, added, cancel, pending }: NewSecretProps) {
  const [name, setName] = useState(() => freeOf(wanted, taken));
  const [value, setValue] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<string | null> => {
    const problem = nameProblem(name) ?? (value === "" ? "Write the password." : valueProblem(value));
    if (problem !== null) {
      setTrouble(problem);
      return null;
    }
    setBusy(true);
    try {
      await putSecret(name, value);
      added(name);
      return name;
    } catch (failure) {
      setTrouble(messageOf(failure));
      setBusy(false);
      return null;
    }
  };
  useEffect(() => {
    pending.current = save;
    return () => {
      pending.current = null;
    };
  });
  return (
    <div className="connect-secret">
      <TextInput
        label="Name of the secret"
        spellCheck={false}
        autoComplete="off"
        value={name}
        description={taken.includes(name) ? "There is one: its value will be replaced." : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label={label}
        autoComplete="new-password"
        value={value}
        error={trouble ?? error}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className="connect-secret-buttons">
        <Button variant="default" onClick={() => void save()} loading={busy}>
          Keep as a secret
        </Button>
        {cancel && (
          <Button variant="subtle" color="gray" onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}

function freeOf(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken.includes(name)) {
      return name;
    }
  }
}
