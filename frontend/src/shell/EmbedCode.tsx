import { Button, CopyButton, NumberInput, Select } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { frameCode, type Theme } from "./embedding";
import type { ShareLink } from "./links";

/** A tile that can be embedded alone. */
export interface EmbeddableTile {
  readonly id: string;
  readonly title: string;
}

interface EmbedCodeProps {
  readonly link: ShareLink;
  /** Of a dashboard; none of a notebook. */
  readonly tiles: readonly EmbeddableTile[];
  /** The tile that is chosen at first; null: the whole. */
  readonly tile: string | null;
  readonly title: string;
}

const THEMES = [
  { value: "", label: "As the visitor's system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

const SIZES = { least: 100, most: 4_000 };

/** What to put into another page so that it shows what a link shows. */
export function EmbedCode({ link, tiles, tile: first, title }: EmbedCodeProps) {
  const [tile, setTile] = useState(first ?? "");
  const [theme, setTheme] = useState("");
  const [width, setWidth] = useState<number | string>(first === null ? 900 : 480);
  const [height, setHeight] = useState<number | string>(first === null ? 600 : 320);
  const code = frameCode({
    origin: location.origin,
    address: link.path.slice("/s/".length),
    tile: tile === "" ? null : tile,
    theme: theme === "" ? null : (theme as Theme),
    title: tiles.find(({ id }) => id === tile)?.title || title,
    width: Number(width) || 480,
    height: Number(height) || 320,
  });
  const size = { min: SIZES.least, max: SIZES.most, clampBehavior: "blur", allowDecimal: false } as const;
  return (
    <div className="embed-code">
      <div className="embed-choices">
        {tiles.length > 0 && (
          <Select
            label="Show"
            data={[
              { value: "", label: "The whole dashboard" },
              ...tiles.map(({ id, title: name }) => ({ value: id, label: name || "Text" })),
            ]}
            value={tile}
            onChange={(value) => setTile(value ?? "")}
            allowDeselect={false}
          />
        )}
        <Select
          label="Colours"
          data={THEMES}
          value={theme}
          onChange={(value) => setTheme(value ?? "")}
          allowDeselect={false}
        />
        <NumberInput label="Width" value={width} onChange={setWidth} {...size} />
        <NumberInput label="Height" value={height} onChange={setHeight} {...size} />
      </div>
      <textarea className="share-address embed-text" readOnly rows={3} aria-label="Code to embed" value={code} />
      <div className="embed-acts">
        <span className="quiet">Shown in pages of {link.origins.join(", ")}, and in no others.</span>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy the code"}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
