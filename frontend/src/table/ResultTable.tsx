import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Row, View } from "../store/view";
import type { ColumnType, Schema, Value } from "../wire/types";
import { formatValue, isNumeric, isTime } from "./format";
import { shiftOf } from "./shift";

const ROW_HEIGHT = 30;
const MOST_HEIGHT = 360;
const MOST_CHARACTERS = 500;

interface ResultTableProps {
  readonly view: View;
  /** As high as what is around it, however few rows there are. */
  readonly fill?: boolean;
}

/** The rows of a view. Only those in sight are in the page; a changed cell is marked for a moment, and nothing moves. */
export function ResultTable({ view, fill = false }: ResultTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(view.schema.mode === "append");
  const rows = view.rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  // What was there before the newest version must not be marked again when it is scrolled to.
  const shownVersion = useRef(0);
  useLayoutEffect(() => {
    shownVersion.current = view.version;
  }, [view.version]);
  const newest = rows.at(-1)?.id;
  useLayoutEffect(() => {
    // Who reads the newest rows of a growing result keeps seeing the newest.
    if (atEnd && newest !== undefined && scroller.current) {
      scroller.current.scrollTop = scroller.current.scrollHeight;
    }
  }, [atEnd, newest]);
  const firstSeen = useRef<number | null>(null);
  useLayoutEffect(() => {
    // Who reads further up keeps the row that is uppermost in sight where it is, when rows above it go or come.
    const element = scroller.current;
    const before = firstSeen.current;
    if (element && !atEnd && before !== null && element.scrollTop > 0) {
      const shift = shiftOf(rows, before, Math.floor(element.scrollTop / ROW_HEIGHT));
      if (shift !== 0) {
        element.scrollTop += shift * ROW_HEIGHT;
      }
    }
    firstSeen.current = element ? (rows[Math.floor(element.scrollTop / ROW_HEIGHT)]?.id ?? null) : null;
  }, [rows, atEnd]);
  const onScroll = () => {
    const element = scroller.current;
    firstSeen.current = element ? (rows[Math.floor(element.scrollTop / ROW_HEIGHT)]?.id ?? null) : null;
    if (element && view.schema.mode === "append") {
      setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < ROW_HEIGHT);
    }
  };
  const template = useMemo(() => columnTemplate(view.schema), [view.schema]);
  return (
    <div
      className="result-table"
      ref={scroller}
      onScroll={onScroll}
      style={fill ? { height: "100%" } : { maxHeight: MOST_HEIGHT }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a virtualised grid can't be a table element. */}
      <div role="table" aria-rowcount={rows.length} className="result-grid">
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: rows are not interactive. */}
        <div role="row" className="result-head" style={{ gridTemplateColumns: template }}>
          {view.schema.columns.map((column, i) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            // biome-ignore lint/a11y/useFocusableInteractive: headers are not interactive.
            <div
              role="columnheader"
              // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, positions don't.
              key={i}
              className={isNumeric(column.type) ? "numeric" : undefined}
              title={`${column.name} ${column.type.summary}`}
            >
              <span className="column-name">{column.name}</span>
              <span className="column-type">{column.type.summary}</span>
            </div>
          ))}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row ? (
              <ResultRow
                key={row.id}
                row={row}
                schema={view.schema}
                top={item.start}
                template={template}
                shownVersion={shownVersion}
              />
            ) : null;
          })}
        </div>
      </div>
      {fill && rows.length === 0 && <p className="tile-quiet">No rows</p>}
    </div>
  );
}

/** Widths that fit what most values of a type need; text takes what is left over. */
function columnTemplate(schema: Schema): string {
  return schema.columns
    .map(({ type }) =>
      isNumeric(type) ? "minmax(110px, 1fr)" : isTime(type) ? "minmax(208px, 1fr)" : "minmax(140px, 2fr)",
    )
    .join(" ");
}

interface ResultRowProps {
  readonly row: Row;
  readonly schema: Schema;
  readonly top: number;
  readonly template: string;
  /** The version that the table showed before this one. */
  readonly shownVersion: RefObject<number>;
}

const ResultRow = memo(function ResultRow({ row, schema, top, template, shownVersion }: ResultRowProps) {
  const [markedAfter] = useState(() => (row.touchedAt > shownVersion.current ? 0 : row.touchedAt));
  // All rows of an append-only result are new, and the newest stand last: marking them would colour the whole table.
  const marked = schema.mode !== "append" && row.touchedAt > markedAfter;
  const turn = row.touches % 2 === 0 ? "even" : "odd";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid can't be a table element.
    // biome-ignore lint/a11y/useFocusableInteractive: rows are not interactive.
    <div
      role="row"
      className="result-row"
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT, gridTemplateColumns: template }}
    >
      {schema.columns.map((column, i) => (
        <ResultCell
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, positions don't.
          key={i}
          value={row.values[i] ?? null}
          type={column.type}
          mark={marked && row.touched.includes(i) ? turn : null}
        />
      ))}
    </div>
  );
});

interface ResultCellProps {
  readonly value: Value;
  readonly type: ColumnType;
  /** Two marks that look the same take turns: a changed class starts the fading anew, on the same element. */
  readonly mark: "even" | "odd" | null;
}

const ResultCell = memo(function ResultCell({ value, type, mark }: ResultCellProps) {
  const shown = formatValue(value, type);
  const classes = [isNumeric(type) ? "numeric" : "", value === null ? "null" : "", mark ? `touched ${mark}` : ""];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid can't be a table element.
    <div
      role="cell"
      className={classes.join(" ").trim() || undefined}
      title={shown.length > 20 ? shown.slice(0, 2_000) : undefined}
    >
      {shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS)}…` : shown}
    </div>
  );
});
