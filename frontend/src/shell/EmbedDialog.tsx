import { Modal } from "@mantine/core";
import { useState } from "react";
import { EmbedCode, type EmbeddableTile } from "./EmbedCode";
import type { ShareLink } from "./links";
import { NewLink } from "./ShareDialog";
import { useLinks } from "./useLinks";

interface EmbedDialogProps {
  /** Of the dashboard. */
  readonly id: string;
  readonly title: string;
  readonly tiles: readonly EmbeddableTile[];
  /** Null: the dialog is closed. */
  readonly tile: string | null;
  readonly close: () => void;
}

/** How to show one tile in a page of another site: by a link that names the site. */
export function EmbedDialog({ tile, close, ...rest }: EmbedDialogProps) {
  const name = rest.tiles.find(({ id }) => id === tile)?.title || "this tile";
  return (
    <Modal opened={tile !== null} onClose={close} title={`Embed ${name}`} size="lg">
      {tile !== null && <Links {...rest} tile={tile} />}
    </Modal>
  );
}

function Links({ id, title, tiles, tile }: Omit<EmbedDialogProps, "close" | "tile"> & { readonly tile: string }) {
  const { links, error, made, fail } = useLinks("dashboard", id);
  const [chosen, setChosen] = useState<string | null>(null);
  const fitting = links?.filter((link) => link.origins.length > 0) ?? [];
  return (
    <div className="share">
      <p className="share-about">
        A page of another site shows it by a share link that names the site. The link lets its readers see the whole
        dashboard, if they look for it, and nothing else; end it, and the tile is gone from all pages at once.
      </p>
      {fitting.map((link) => (
        <details
          key={link.id}
          className="share-link"
          open={link.id === (chosen ?? fitting[0]?.id)}
          data-testid="embed-link"
        >
          <summary>
            <b>{link.name || "Link"}</b> <span className="quiet">{factsOf(link)}</span>
          </summary>
          <EmbedCode link={link} tiles={tiles} tile={tile} title={title} />
        </details>
      ))}
      <NewLink
        kind="dashboard"
        id={id}
        embedded
        made={(link) => {
          made(link);
          setChosen(link.id);
        }}
        failed={fail}
      />
      {error && (
        <p className="share-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function factsOf({ frozenAt, origins }: ShareLink): string {
  return `${frozenAt === null ? "live" : "frozen"} · ${origins.join(", ")}`;
}
