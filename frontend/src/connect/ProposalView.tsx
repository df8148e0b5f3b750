import { Button, TextInput } from "@mantine/core";
import { IconArrowLeft, IconRefresh } from "@tabler/icons-react";
import { type Message, type MessagePart, sizeText, type TopicSample, type Trouble } from "./connect";
import { SqlProposal } from "./SqlProposal";

interface ProposalViewProps {
  readonly topic: string;
  readonly sample: TopicSample;
  readonly add: (sql: string) => void;
  readonly back: () => void;
  readonly again: () => void;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  /** Address of the schema registry. */
  readonly registry: string;
  readonly setRegistry: (address: string) => void;
}

/** The newest messages of a topic, and the table that they suggest, to be edited. */
export function ProposalView(props: ProposalViewProps) {
  const { topic, sample, add, back, again, busy, trouble, registry, setRegistry } = props;
  const { messages, table } = sample;
  const ofRegistry = trouble?.field === "registry" ? trouble.message : null;
  return (
    <div className="dialog-form">
      <div className="connect-head">
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={14} />} onClick={back}>
          Topics
        </Button>
        <b className="connect-servers">{topic}</b>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconRefresh size={14} />}
          onClick={again}
          loading={busy}
        >
          Look again
        </Button>
      </div>
      {trouble && ofRegistry === null && (
        <p className="form-error" role="alert">
          {trouble.message}
        </p>
      )}
      <section aria-label="Newest messages">
        <h3 className="connect-title">Newest messages</h3>
        {messages.length === 0 ? (
          <p className="quiet">None yet.</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
          <ol className="connect-messages" tabIndex={0}>
            {messages.map((message) => (
              <MessageLine key={`${message.partition} ${message.offset}`} message={message} />
            ))}
          </ol>
        )}
      </section>
      {table.notes.map((note) => (
        <p key={note} className="connect-note" role="note">
          {note}
        </p>
      ))}
      {(table.needsRegistry || table.format === "avro-confluent") && (
        <form
          className="connect-registry"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            again();
          }}
        >
          <TextInput
            label="Schema registry"
            placeholder="http://registry.example:8081"
            spellCheck={false}
            autoComplete="off"
            value={registry}
            error={ofRegistry}
            onChange={(event) => setRegistry(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={busy} disabled={registry.trim() === ""}>
            Read its schema
          </Button>
        </form>
      )}
      <SqlProposal
        key={table.sql}
        sql={table.sql}
        description="A guess from these messages. Change what you know better, here or in the cell, before it runs."
        onAdd={add}
      />
    </div>
  );
}

function MessageLine({ message }: { readonly message: Message }) {
  return (
    <li className="connect-message" data-testid="message">
      <span className="connect-facts">
        <time dateTime={message.time}>{new Date(message.time).toLocaleString()}</time>
        {` · partition ${message.partition}, offset ${message.offset} · ${sizeText(message.bytes)}`}
        {message.key && (
          <>
            {" · key "}
            <code>{shown(message.key)}</code>
          </>
        )}
      </span>
      <pre>{message.value ? shown(message.value) : "null"}</pre>
    </li>
  );
}

function shown({ text, binary }: MessagePart): string {
  return binary ? `0x ${text}` : text;
}
