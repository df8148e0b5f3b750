import { Button, Loader, TextInput, UnstyledButton } from "@mantine/core";
import { IconArrowLeft, IconRefresh, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { type Topic, type Trouble, topicFacts } from "./connect";

interface TopicListProps {
  readonly servers: string;
  readonly topics: readonly Topic[];
  readonly choose: (name: string) => void;
  readonly back: () => void;
  readonly again: () => void;
  /** The topic that is being looked at; null while none is. */
  readonly looking: string | null;
  readonly trouble: Trouble | null;
}

const MOST_SHOWN = 200;

/** The topics of a cluster; one is chosen. */
export function TopicList({ servers, topics, choose, back, again, looking, trouble }: TopicListProps) {
  const [search, setSearch] = useState("");
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = topics.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  return (
    <div className="dialog-form">
      <div className="connect-head">
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={14} />} onClick={back}>
          Settings
        </Button>
        <span className="quiet connect-servers">{servers}</span>
        <Button size="compact-sm" variant="subtle" leftSection={<IconRefresh size={14} />} onClick={again}>
          Refresh
        </Button>
      </div>
      {topics.length > 8 && (
        <TextInput
          aria-label="Search topics"
          placeholder={`Search ${topics.length} topics`}
          leftSection={<IconSearch size={15} />}
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {trouble && (
        <p className="form-error" role="alert">
          {trouble.message}
        </p>
      )}
      {topics.length === 0 && (
        <p className="quiet">No topics: there are none yet, or whoever signs in here may see none.</p>
      )}
      {topics.length > 0 && found.length === 0 && (
        <p className="quiet">
          No topic in this list is called “{search}”.{" "}
          <Button size="compact-xs" variant="light" loading={looking !== null} onClick={() => choose(search.trim())}>
            Look for it
          </Button>
        </p>
      )}
      <ul className="notebook-list connect-list" aria-label="Topics" hidden={found.length === 0}>
        {found.slice(0, MOST_SHOWN).map((topic) => (
          <li key={topic.name}>
            <UnstyledButton
              className="notebook-link"
              disabled={looking !== null}
              data-testid="topic"
              onClick={() => choose(topic.name)}
            >
              {topic.name}
            </UnstyledButton>
            {looking === topic.name ? (
              <Loader size="xs" aria-label="Looking at its messages" />
            ) : (
              <span className="connect-facts">{topicFacts(topic)}</span>
            )}
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <p className="quiet">
          {MOST_SHOWN} of {found.length} are shown: search for the one you want.
        </p>
      )}
    </div>
  );
}
