import { Button, Checkbox, Group, Modal, PasswordInput, Select, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { createLink, listLinks, type SharedKind, type ShareLink } from "./links";
import { ShareLinkLine } from "./ShareLinkLine";
import { SharePeople } from "./SharePeople";

interface ShareDialogProps {
  readonly kind: SharedKind;
  readonly id: string;
  readonly opened: boolean;
  readonly close: () => void;
}

const COUNTED_MILLIS = 3_000;
const HOUR_MILLIS = 3_600_000;

const LIFETIMES = [
  { value: "", label: "Never" },
  { value: "1", label: "In an hour" },
  { value: "24", label: "In a day" },
  { value: "168", label: "In 7 days" },
  { value: "720", label: "In 30 days" },
];

/** The share links of a notebook or dashboard: who has one sees it live, and can do nothing else. */
export function ShareDialog({ kind, id, opened, close }: ShareDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title={`Share this ${kind}`} size="lg">
      {opened && <SharePeople kind={kind} id={id} />}
      {opened && <ShareLinks kind={kind} id={id} />}
    </Modal>
  );
}

function ShareLinks({ kind, id }: Pick<ShareDialogProps, "kind" | "id">) {
  const [links, setLinks] = useState<readonly ShareLink[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const fail = (failure: unknown) => setError(failure instanceof Error ? failure.message : String(failure));
  useEffect(() => {
    let current = true;
    const refresh = () =>
      listLinks(kind, id).then(
        (listed) => current && setLinks(listed),
        (failure) => current && setError(String(failure.message)),
      );
    void refresh();
    const timer = setInterval(refresh, COUNTED_MILLIS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [kind, id]);
  const ended = (link: ShareLink) => setLinks((before) => before?.filter((other) => other.id !== link.id) ?? null);
  return (
    <div className="share">
      <p className="share-about">
        Whoever has a link sees this {kind} live, without an account. They can run, change and see nothing else. End a
        link, and every page that shows it loses it at once.
      </p>
      {links?.map((link) => (
        <ShareLinkLine key={link.id} link={link} kind={kind} ended={() => ended(link)} failed={fail} />
      ))}
      <NewLink kind={kind} id={id} made={(link) => setLinks([link, ...(links ?? [])])} failed={fail} />
      {error && (
        <p className="share-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface NewLinkProps extends Pick<ShareDialogProps, "kind" | "id"> {
  readonly made: (link: ShareLink) => void;
  readonly failed: (error: unknown) => void;
}

function NewLink({ kind, id, made, failed }: NewLinkProps) {
  const [name, setName] = useState("");
  const [hours, setHours] = useState("");
  const [password, setPassword] = useState("");
  const [showsSql, setShowsSql] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const expiresAt = hours === "" ? null : new Date(Date.now() + Number(hours) * HOUR_MILLIS).toISOString();
      made(await createLink(kind, id, { name, showsSql, expiresAt, password: password === "" ? null : password }));
      setName("");
      setPassword("");
    } catch (error) {
      failed(error);
    }
  };
  return (
    <form className="share-new" onSubmit={submit}>
      <Group align="end" gap="sm" grow>
        <TextInput
          label="Name"
          placeholder="For whom it is"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="Ends"
          data={LIFETIMES}
          value={hours}
          onChange={(value) => setHours(value ?? "")}
          allowDeselect={false}
        />
        <PasswordInput
          label="Password"
          placeholder="None"
          autoComplete="new-password"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Group>
      <Group justify="space-between" mt="sm">
        {kind === "notebook" ? (
          <Checkbox
            label="Show the SQL, too"
            checked={showsSql}
            onChange={(event) => setShowsSql(event.currentTarget.checked)}
          />
        ) : (
          <span />
        )}
        <Button type="submit">Make a link</Button>
      </Group>
    </form>
  );
}
