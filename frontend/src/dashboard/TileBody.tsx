import { useMemo } from "react";
import { ChartView } from "../chart/ChartView";
import { MarkdownView } from "../result/MarkdownView";
import { ResultTable } from "../table/ResultTable";
import type { Tile, TileSource } from "../wire/dashboard";
import type { HeldRows } from "./heldRows";
import { NoteView } from "./NoteView";
import { hidesRows, noteOf } from "./note";
import { valuesOf } from "./values";

interface TileBodyProps {
  readonly tile: Tile;
  /** Null until the server has told of it, and for a text without values. */
  readonly source: TileSource | null;
  readonly rows: HeldRows | null;
  /** The rows are of other values of the inputs than those of now. */
  readonly other: boolean;
  /** Null where whoever looks can start nothing. */
  readonly start: (() => void) | null;
}

/** What is inside a tile: a text, or the rows of its cell with what there is to say of them. */
export function TileBody({ tile, source, rows, other, start }: TileBodyProps) {
  if (tile.content.kind === "text") {
    const missing = source ? noteOf(source) : null;
    return (
      <>
        <TextBody text={tile.content.text} rows={rows} />
        {missing && <NoteView note={missing} beside start={start} />}
      </>
    );
  }
  if (!source) {
    return <p className="tile-quiet">Waiting for the server…</p>;
  }
  if (source.kind === "markdown") {
    return <TextBody text={source.text ?? ""} rows={null} />;
  }
  const note = noteOf(source);
  const shown = note && hidesRows(note, other) ? null : rows;
  return (
    <>
      {shown && (
        <div className="tile-rows" data-other={other || undefined}>
          {source.kind === "chart" && source.chart ? (
            <ChartView view={shown.view} chart={source.chart} />
          ) : (
            <ResultTable view={shown.view} fill />
          )}
        </div>
      )}
      {note && <NoteView note={note} beside={shown !== null} start={start} />}
      {!note && !shown && <p className="tile-quiet">Waiting for rows…</p>}
    </>
  );
}

function TextBody({ text, rows }: { readonly text: string; readonly rows: HeldRows | null }) {
  const view = rows?.view ?? null;
  const values = useMemo(() => valuesOf(view), [view]);
  return (
    <div className="tile-text">
      <MarkdownView text={text} values={values} />
    </div>
  );
}
