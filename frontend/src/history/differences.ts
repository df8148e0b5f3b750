import type { Dashboard, Tile } from "../wire/dashboard";
import type { Cell, NotebookDocument } from "../wire/types";

/** A value that is another, in words; null where there is none on that side. */
export interface FieldDifference {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A cell or tile that is not the same on both sides. */
export interface ItemDifference<T> {
  readonly kind: "added" | "removed" | "changed" | "moved";
  /** Null where it was added. */
  readonly before: T | null;
  /** Null where it was removed. */
  readonly after: T | null;
  readonly fields: readonly FieldDifference[];
}

export interface Differences<T> {
  /** Of the document itself. */
  readonly fields: readonly FieldDifference[];
  /** In the order in which they are now, what was removed where it was. */
  readonly items: readonly ItemDifference<T>[];
}

export function isSame({ fields, items }: Differences<unknown>): boolean {
  return fields.length === 0 && items.length === 0;
}

/** What is not the same in two states of a notebook. `null` before: it was not there. */
export function notebookDifferences(before: NotebookDocument | null, after: NotebookDocument): Differences<Cell> {
  return {
    fields: before ? fieldDifferences(notebookFacts(before), notebookFacts(after)) : [],
    items: itemDifferences(before?.cells ?? [], after.cells, cellFacts, (a, b) => textOf(a) !== textOf(b)),
  };
}

const notebookFacts = ({ title, runtimeMode, delivery }: NotebookDocument) => ({
  title,
  "runtime mode": runtimeMode,
  "rows appear": delivery === "live" ? "at once" : "when committed",
});

export function textOf(cell: Cell): string {
  return "text" in cell ? cell.text : "";
}

function cellFacts(cell: Cell): Facts {
  const { id: _, kind, collapsed, ...rest } = cell;
  const facts: Record<string, unknown> = { kind, shown: collapsed ? "collapsed" : "open" };
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      Object.assign(facts, value);
    } else if (name !== "text" && name !== "textVersion" && name !== "values") {
      facts[name] = value;
    }
  }
  return facts;
}

/** What is not the same in two states of a dashboard. Whether it is kept running is no part of its versions. */
export function dashboardDifferences(before: Dashboard | null, after: Dashboard): Differences<Tile> {
  const facts = ({ title, description }: Dashboard) => ({ title, description });
  return {
    fields: before ? fieldDifferences(facts(before), facts(after)) : [],
    items: itemDifferences(before?.tiles ?? [], after.tiles, tileFacts, (a, b) => noteOf(a) !== noteOf(b), true),
  };
}

/** The words of a tile that has some of its own. */
export function noteOf({ content }: Tile): string {
  return content.kind === "text" ? content.text : "";
}

const tileFacts = ({ x, y, width, height, title, description, content }: Tile): Facts => ({
  title,
  description,
  place: `column ${x + 1}, row ${y + 1}`,
  size: `${width} × ${height}`,
  shows: content.kind === "text" ? "text" : "a cell",
  cell: content.cell,
  notebook: content.notebook,
});

type Facts = Readonly<Record<string, unknown>>;

function fieldDifferences(before: Facts, after: Facts): readonly FieldDifference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .map((name) => ({ name, before: wordOf(before[name]), after: wordOf(after[name]) }))
    .filter((field) => field.before !== field.after);
}

function wordOf(value: unknown): string | null {
  if (value === null || value === undefined || value === "") {
    return null;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map(wordOf).join(", ");
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function itemDifferences<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  facts: (item: T) => Facts,
  differ: (before: T, after: T) => boolean,
  /** Whether the order means nothing. */
  unordered = false,
): readonly ItemDifference<T>[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const kept = new Set(after.filter(({ id }) => old.has(id)).map(({ id }) => id));
  const order = before.filter(({ id }) => kept.has(id)).map(({ id }) => id);
  const stayed = unordered
    ? kept
    : longestRising(
        after.filter(({ id }) => kept.has(id)).map(({ id }) => id),
        order,
      );
  const differences: ItemDifference<T>[] = [];
  const removed = (from: number) => {
    for (let i = from; i < before.length; i++) {
      const item = before[i];
      if (!item || kept.has(item.id)) {
        break;
      }
      differences.push({ kind: "removed", before: item, after: null, fields: [] });
    }
  };
  removed(0);
  for (const item of after) {
    const was = old.get(item.id);
    if (!was) {
      differences.push({ kind: "added", before: null, after: item, fields: [] });
      continue;
    }
    const fields = fieldDifferences(facts(was), facts(item));
    if (fields.length > 0 || differ(was, item)) {
      differences.push({ kind: "changed", before: was, after: item, fields });
    } else if (!stayed.has(item.id)) {
      differences.push({ kind: "moved", before: was, after: item, fields });
    }
    removed(before.indexOf(was) + 1);
  }
  return differences;
}

/** The most of `ids` that stand in the same order as in `order`: of the others it can be said that they were moved. */
function longestRising(ids: readonly string[], order: readonly string[]): ReadonlySet<string> {
  const places = new Map(order.map((id, place) => [id, place]));
  const best: { readonly id: string; readonly place: number; readonly length: number; readonly previous: number }[] =
    [];
  let last = -1;
  ids.forEach((id, i) => {
    const place = places.get(id) ?? -1;
    let previous = -1;
    for (let j = 0; j < i; j++) {
      const candidate = best[j];
      if (candidate && candidate.place < place && candidate.length > (best[previous]?.length ?? 0)) {
        previous = j;
      }
    }
    best.push({ id, place, length: (best[previous]?.length ?? 0) + 1, previous });
    if ((best[i]?.length ?? 0) > (best[last]?.length ?? 0)) {
      last = i;
    }
  });
  const rising = new Set<string>();
  for (let i = last; i >= 0; i = best[i]?.previous ?? -1) {
    rising.add(best[i]?.id ?? "");
  }
  return rising;
}

/** What would be done to a document that becomes another, in a few words. */
export function summaryOf({ fields, items }: Differences<unknown>, what: "cell" | "tile"): string {
  const count = (kind: ItemDifference<unknown>["kind"]) => items.filter((item) => item.kind === kind).length;
  const counted = (number: number) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const words = [
    [count("added"), "come back"],
    [count("removed"), what === "cell" ? "are deleted" : "are removed"],
    [count("changed"), "change"],
    [count("moved"), "move"],
  ] as const;
  const said = words
    .filter(([number]) => number > 0)
    .map(([number, act]) => `${counted(number)} ${oneDoes(number, act)}`);
  if (fields.length > 0) {
    said.push(`the ${fields.map(({ name }) => name).join(", the ")} ${fields.length === 1 ? "changes" : "change"}`);
  }
  return said.length === 0 ? "Nothing changes" : said.join("; ");
}

function oneDoes(number: number, act: string): string {
  if (number !== 1) {
    return act;
  }
  return act.startsWith("are ") ? act.replace("are ", "is ") : act === "come back" ? "comes back" : `${act}s`;
}
