import {
  Button,
  Checkbox,
  Group,
  Modal,
  PasswordInput,
  SegmentedControl,
  Select,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { EmbeddableTile } from "./EmbedCode";
import { createLink, type SharedKind, type ShareLink } from "./links";
import { ShareLinkLine } from "./ShareLinkLine";
import { SharePeople } from "./SharePeople";
import { useLinks } from "./useLinks";

interface ShareDialogProps {
  readonly kind: SharedKind;
  readonly id: string;
  readonly title: string;
  /** Of a dashboard: each can be embedded alone. */
  readonly tiles?: readonly EmbeddableTile[];
  readonly opened: boolean;
  readonly close: () => void;
}

const HOUR_MILLIS = 3_600_000;

const MOST_ORIGINS = 10;

const LIFETIMES = [
  { value: "", label: "Never" },
  { value: "1", label: "In an hour" },
  { value: "24", label: "In a day" },
  { value: "168", label: "In 7 days" },
  { value: "720", label: "In 30 days" },
];

/** The share links of a notebook or dashboard: who has one sees it, and can do nothing else. */
export function ShareDialog({ kind, id, title, tiles = [], opened, close }: ShareDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title={`Share this ${kind}`} size="lg">
      {opened && <SharePeople kind={kind} id={id} />}
      {opened && <ShareLinks kind={kind} id={id} title={title} tiles={tiles} />}
    </Modal>
  );
}

type ShareLinksProps = Required<Pick<ShareDialogProps, "kind" | "id" | "title" | "tiles">>;

function ShareLinks({ kind, id, title, tiles }: ShareLinksProps) {
  const { links, error, made, ended, fail } = useLinks(kind, id);
  return (
    <div className="share">
      <p className="share-about">
        Whoever has a link sees this {kind}, live or frozen, without an account, and nothing else.{" "}
        {kind === "dashboard" &&
          "They can change nothing but, for themselves, the inputs that its notebooks open to viewers (in each input’s settings). "}
        End a link, and every page that shows it loses it at once.
      </p>
      {links?.map((link) => (
        <ShareLinkLine
          key={link.id}
          link={link}
          kind={kind}
          title={title}
          tiles={tiles}
          ended={() => ended(link)}
          failed={fail}
        />
      ))}
      <NewLink kind={kind} id={id} made={made} failed={fail} />
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
  /** The link is for a page that embeds it: it names one. */
  readonly embedded?: boolean;
}

/** The form that makes a link. */
export function NewLink({ kind, id, made, failed, embedded = false }: NewLinkProps) {
  const [name, setName] = useState("");
  const [hours, setHours] = useState("");
  const [password, setPassword] = useState("");
  const [showsSql, setShowsSql] = useState(false);
  const [origins, setOrigins] = useState<string[]>([]);
  const [frozen, setFrozen] = useState(false);
  const [making, setMaking] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMaking(true);
    try {
      const expiresAt = hours === "" ? null : new Date(Date.now() + Number(hours) * HOUR_MILLIS).toISOString();
      made(
        await createLink(kind, id, {
          name,
          showsSql,
          expiresAt,
          password: password === "" ? null : password,
          origins: password === "" ? origins : [],
          frozen,
        }),
      );
      setName("");
      setPassword("");
      setOrigins([]);
    } catch (error) {
      failed(error);
    } finally {
      setMaking(false);
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
        {!embedded && (
          <PasswordInput
            label="Password"
            placeholder="None"
            autoComplete="new-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Group>
      <TagsInput
        mt="sm"
        label="Sites that may embed it"
        description={
          password === ""
            ? "Pages of these sites, and of no others, may show it in a frame."
            : "A link with a password can't be embedded."
        }
        placeholder={origins.length === 0 ? "https://wiki.example.org" : ""}
        splitChars={[",", " "]}
        maxTags={MOST_ORIGINS}
        disabled={password !== ""}
        value={password === "" ? origins : []}
        onChange={setOrigins}
      />
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
        <div className="share-kind">
          <SegmentedControl
            size="xs"
            aria-label="What it shows"
            data={[
              { value: "live", label: "Live" },
              { value: "frozen", label: "Frozen now" },
            ]}
            value={frozen ? "frozen" : "live"}
            onChange={(value) => setFrozen(value === "frozen")}
          />
          <Button type="submit" loading={making} disabled={embedded && origins.length === 0}>
            Make a link
          </Button>
        </div>
      </Group>
      {frozen && (
        <p className="share-about share-frozen">
          It shows the rows of this moment for good, without a job: up to 10,000 of each result. What is changed or run
          afterwards is not in it.
        </p>
      )}
    </form>
  );
}
