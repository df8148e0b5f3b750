import { Button } from "@mantine/core";
import { IconAlertTriangle, IconForms } from "@tabler/icons-react";
import { Fragment } from "react";
import { valuesInWords } from "../input/text";
import { labelOf } from "../wire/input";
import type { NotebookDocument, TextCell } from "../wire/types";
import type { InputActions } from "./inputActions";
import { namedBy } from "./inputUses";

interface InputHintProps {
  readonly document: NotebookDocument;
  readonly cell: TextCell;
  readonly actions: InputActions;
}

/** Below a query: which inputs it uses, with their values, and which it names in vain. */
export function InputHint({ document, cell, actions }: InputHintProps) {
  const named = namedBy(document, cell);
  if (named.length === 0) {
    return null;
  }
  const known = named.flatMap((each) => (each.cell ? [each.cell] : []));
  const unknown = named.filter((each) => each.cell === null);
  return (
    <div className="input-hint" data-testid="input-hint">
      {known.length > 0 && (
        <span>
          <IconForms size={13} /> uses{" "}
          {known.map(({ id, input, values }, i) => (
            <Fragment key={id}>
              {i > 0 && ", "}
              <button type="button" className="input-user" onClick={() => actions.go(id)}>
                {labelOf(input)} = <b>{valuesInWords(values)}</b>
              </button>
            </Fragment>
          ))}
        </span>
      )}
      {unknown.map(({ name }) => (
        <span key={name} className="input-unknown">
          <IconAlertTriangle size={13} /> no input is called <code>{name}</code>
          <Button size="compact-xs" variant="subtle" onClick={() => actions.add(name)}>
            Add it
          </Button>
        </span>
      ))}
    </div>
  );
}
