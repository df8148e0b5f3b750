import type { ReactNode } from "react";
import type { Differences, FieldDifference, ItemDifference } from "./differences";
import { TextDifference } from "./TextDifference";

interface ItemDifferencesProps<T> {
  readonly differences: Differences<T>;
  /** A cell or tile in a few words. */
  readonly nameOf: (item: T) => string;
  /** Its text; empty where it has none. */
  readonly textOf: (item: T) => string;
  /** Instead of a value of that name, such as an id. */
  readonly wordOf?: (name: string, value: string) => string;
}

const MEANINGS = { added: "Added", removed: "Removed", changed: "Changed", moved: "Moved" } as const;

/** What is not the same in two states of a document, cell by cell or tile by tile. */
export function ItemDifferences<T extends { readonly id: string }>({
  differences,
  nameOf,
  textOf,
  wordOf = (_, value) => value,
}: ItemDifferencesProps<T>) {
  return (
    <div className="item-differences">
      {differences.fields.length > 0 && <Fields fields={differences.fields} wordOf={wordOf} />}
      {differences.items.map((item) => {
        const shown = (item.after ?? item.before) as T;
        return (
          <Item key={`${item.kind} ${shown.id}`} item={item} name={nameOf(shown)}>
            <Fields fields={item.fields} wordOf={wordOf} />
            <TextDifference
              before={item.before ? textOf(item.before) : ""}
              after={item.after ? textOf(item.after) : ""}
            />
          </Item>
        );
      })}
    </div>
  );
}

interface ItemProps {
  readonly item: ItemDifference<unknown>;
  readonly name: string;
  readonly children: ReactNode;
}

function Item({ item, name, children }: ItemProps) {
  return (
    <section className="item-difference" data-kind={item.kind} aria-label={`${MEANINGS[item.kind]}: ${name}`}>
      <h4>
        <span className="item-difference-kind">{MEANINGS[item.kind]}</span>
        <span className="item-difference-name">{name}</span>
      </h4>
      {children}
    </section>
  );
}

interface FieldsProps {
  readonly fields: readonly FieldDifference[];
  readonly wordOf: (name: string, value: string) => string;
}

function Fields({ fields, wordOf }: FieldsProps) {
  if (fields.length === 0) {
    return null;
  }
  const side = (name: string, value: string | null) => (value === null ? "none" : wordOf(name, value));
  return (
    <ul className="field-differences">
      {fields.map(({ name, before, after }) => (
        <li key={name}>
          <span className="field-name">{name}</span> <del>{side(name, before)}</del> <span aria-hidden="true">→</span>{" "}
          <ins>{side(name, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
