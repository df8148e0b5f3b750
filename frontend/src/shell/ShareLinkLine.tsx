import { ActionIcon, Button, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCode, IconCopy, IconExternalLink, IconEye, IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { EmbedCode, type EmbeddableTile } from "./EmbedCode";
import { addressOf, endLink, type SharedKind, type ShareLink } from "./links";
import { moment } from "./moment";

interface ShareLinkLineProps {
  readonly link: ShareLink;
  readonly kind: SharedKind;
  readonly title: string;
  readonly tiles: readonly EmbeddableTile[];
  readonly ended: () => void;
  readonly failed: (error: unknown) => void;
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** One share link: what it is, who looks, and how to end it. */
export function ShareLinkLine({ link, kind, title, tiles, ended, failed }: ShareLinkLineProps) {
  const [sure, setSure] = useState(false);
  const [embedding, setEmbedding] = useState(false);
  const expired = link.expiresAt !== null && new Date(link.expiresAt) <= new Date();
  const facts = [
    ...(link.frozenAt === null ? [] : [`frozen on ${moment(link.frozenAt)}`]),
    expired ? "has ended" : link.expiresAt === null ? "no end" : `ends ${DATE.format(new Date(link.expiresAt))}`,
    ...(kind === "notebook" ? [link.showsSql ? "with SQL" : "without SQL"] : []),
  ];
  return (
    <div className="share-link" data-testid="share-link">
      <div className="share-link-words">
        <b>{link.name || "Link"}</b>
        {link.hasPassword && (
          <Tooltip label="Asks for a password">
            <IconLock size={14} aria-label="Asks for a password" />
          </Tooltip>
        )}
        <span className="quiet">{facts.join(" · ")}</span>
        <span className="quiet share-viewers" title="Pages that show it now">
          <IconEye size={14} /> <span data-testid="viewers">{link.viewers}</span>
        </span>
      </div>
      <div className="share-link-acts">
        <input className="share-address" readOnly aria-label="Address" value={addressOf(link)} />
        <CopyButton value={addressOf(link)}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? "Copied" : "Copy the address"}>
              <ActionIcon variant="subtle" color="gray" aria-label="Copy the address" onClick={copy}>
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <Tooltip label="Open as its viewers see it">
          <ActionIcon
            component="a"
            href={link.path}
            target="_blank"
            rel="noreferrer"
            variant="subtle"
            color="gray"
            aria-label="Open as its viewers see it"
          >
            <IconExternalLink size={16} />
          </ActionIcon>
        </Tooltip>
        {link.origins.length > 0 && (
          <Tooltip label={`Pages of ${link.origins.join(", ")} may embed it`} multiline maw={340}>
            <Button
              size="compact-sm"
              variant="default"
              aria-expanded={embedding}
              leftSection={<IconCode size={14} />}
              onClick={() => setEmbedding(!embedding)}
            >
              Embed
            </Button>
          </Tooltip>
        )}
        <Button
          size="compact-sm"
          variant={sure ? "filled" : "subtle"}
          color="red"
          onBlur={() => setSure(false)}
          onClick={() => (sure ? endLink(link.id).then(ended, failed) : setSure(true))}
        >
          {sure ? "End it for all" : "End"}
        </Button>
      </div>
      {embedding && <EmbedCode link={link} tiles={tiles} tile={null} title={title || link.name} />}
    </div>
  );
}
