import { Alert, Button, Checkbox, PasswordInput, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useMe } from "../shell/me";
import { nameProblem, putSecret, valueProblem, written } from "../shell/secrets";
import { type DatabaseConnection, type DatabaseTables, listTables, type Refusal, refusalOf } from "./database";

interface DatabaseConnectionFieldsProps {
  readonly notebookId: string;
  readonly secrets: readonly string[];
  readonly connected: (at: DatabaseConnection, tables: DatabaseTables) => void;
}

/** Where the password comes from; none is the name of a secret. */
const TYPED = "*typed";
const ABSENT = "*none";

const USUAL_SECRET = "postgres_password";

/** How a database is reached: it is tried before there is anything else to choose. */
export function DatabaseConnectionFields({ notebookId, secrets, connected }: DatabaseConnectionFieldsProps) {
  const me = useMe();
  const [url, setUrl] = useState("jdbc:postgresql://localhost:5432/postgres");
  const [user, setUser] = useState("");
  const [source, setSource] = useState<string | null>(null);
  const [password, setPassword] = useState("");
  const [name, setName] = useState(USUAL_SECRET);
  const [keeps, setKeeps] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const from = source ?? (secrets.includes(USUAL_SECRET) ? USUAL_SECRET : TYPED);
  const typed = from === TYPED;
  const mayKeep = me?.administrator === true;
  const stores = typed && mayKeep && keeps;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setRefusal(null);
    if ((typed && nameProblem(name) !== null) || (stores && valueProblem(password) !== null)) {
      return;
    }
    setBusy(true);
    const at: DatabaseConnection = {
      url: url.trim(),
      user: user.trim(),
      password: typed ? password : null,
      secret: typed ? name : from === ABSENT ? null : from,
    };
    try {
      const tables = await listTables(notebookId, at);
      if (stores) {
        await putSecret(name, password);
        setPassword("");
        setSource(name);
      }
      connected(stores ? { ...at, password: null } : at, tables);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (field: Refusal["field"]) => (refusal?.field === field ? refusal?.message : null);
  const names = withChosen(secrets, source);
  return (
    <form className="database-connection" onSubmit={submit} autoComplete="off" noValidate>
      <TextInput
        label="JDBC URL"
        placeholder="jdbc:postgresql://localhost:5432/shop"
        description="As the machines of the cluster reach it; for TLS with ?sslmode=require at its end."
        spellCheck={false}
        data-autofocus
        value={url}
        error={errorOf("url")}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        label="User"
        autoComplete="off"
        spellCheck={false}
        value={user}
        error={errorOf("user")}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <Select
        label="Password"
        allowDeselect={false}
        searchable={names.length > 8}
        data={[
          { group: "Secrets", items: names.map((item) => ({ value: item, label: item })) },
          {
            group: "Without a secret",
            items: [
              { value: TYPED, label: "Type it now" },
              { value: ABSENT, label: "No password" },
            ],
          },
        ]}
        value={from}
        error={typed ? null : errorOf("password")}
        onChange={setSource}
      />
      {typed && (
        <>
          <PasswordInput
            label="Password of the user"
            autoComplete="new-password"
            value={password}
            error={errorOf("password") ?? (tried && stores ? valueProblem(password) : null)}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <TextInput
            label="Secret"
            description={`SQL names it in the password’s place, as ${written(name)}.`}
            spellCheck={false}
            value={name}
            error={nameProblem(name)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {mayKeep ? (
            <Checkbox
              label={
                secrets.includes(name) ? "Keep it as this secret, in place of what it has" : "Keep it as this secret"
              }
              checked={keeps}
              onChange={(event) => setKeeps(event.currentTarget.checked)}
            />
          ) : (
            <p className="quiet">
              It is used to look into the database now. Before the SQL runs, an administrator has to store it as this
              secret.
            </p>
          )}
        </>
      )}
      {refusal && (refusal.field === null || refusal.field === "table") && (
        <Alert color="red" variant="light" role="alert">
          {refusal.message}
        </Alert>
      )}
      <Button type="submit" loading={busy}>
        Connect
      </Button>
    </form>
  );
}

/** A secret that was stored here is one that can be chosen. */
function withChosen(names: readonly string[], chosen: string | null): readonly string[] {
  return chosen === null || chosen === TYPED || chosen === ABSENT || names.includes(chosen)
    ? names
    : [...names, chosen];
}
