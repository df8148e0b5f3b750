/** How the page of a share link stands in a frame of another site's page. */
export interface Embedding {
  /** What stands behind `/e/`. */
  readonly address: string;
  /** The one tile that is shown; null: the whole document. */
  readonly tile: string | null;
  /** Null: as the visitor's system is. */
  readonly theme: Theme | null;
}

export type Theme = "light" | "dark";

/** Null where the address is that of another page. */
export function embeddingOf(path: string, search: string): Embedding | null {
  const address = /^\/e\/([A-Za-z0-9_.-]{1,200})$/.exec(path)?.[1];
  if (address === undefined) {
    return null;
  }
  const asked = new URLSearchParams(search);
  const tile = asked.get("tile");
  const theme = asked.get("theme");
  return {
    address,
    tile: tile !== null && /^[A-Za-z0-9_-]{1,64}$/.test(tile) ? tile : null,
    theme: theme === "light" || theme === "dark" ? theme : null,
  };
}

export interface Frame extends Embedding {
  /** Of this server. */
  readonly origin: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** What somebody puts into their own page. */
export function frameCode({ origin, address, tile, theme, title, width, height }: Frame): string {
  const asked = new URLSearchParams();
  if (tile !== null) {
    asked.set("tile", tile);
  }
  if (theme !== null) {
    asked.set("theme", theme);
  }
  const query = asked.size > 0 ? `?${asked}` : "";
  const source = escaped(`${origin}/e/${address}${query}`);
  return `<iframe src="${source}" title="${escaped(title)}" width="${width}" height="${height}" style="border:0" loading="lazy"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
