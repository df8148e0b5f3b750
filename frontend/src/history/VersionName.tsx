import { Button, TextInput } from "@mantine/core";
import { IconBookmark } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { MOST_NAME, type Version } from "./versions";

interface VersionNameProps {
  readonly version: Version;
  /** Rejects with what to tell where it can't be done. */
  readonly save: (name: string | null) => Promise<void>;
}

/** Gives a version a name, with which it stays for good, or takes it away. */
export function VersionName({ version, save }: VersionNameProps) {
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState(version.name ?? "");
  if (!naming) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconBookmark size={14} />}
        onClick={() => {
          setName(version.name ?? "");
          setNaming(true);
        }}
      >
        {version.name === null ? "Name it" : "Rename"}
      </Button>
    );
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await save(name.trim() === "" ? null : name.trim());
    setNaming(false);
  };
  return (
    <form className="version-naming" onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label="Name of the version"
        placeholder={version.name === null ? "Before the demo" : "No name"}
        maxLength={MOST_NAME}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            setNaming(false);
          }
        }}
      />
      <Button size="compact-sm" type="submit">
        Save
      </Button>
    </form>
  );
}
