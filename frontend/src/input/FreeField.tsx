import { CloseButton, TextInput } from "@mantine/core";
import { useRef } from "react";
import { sameValues } from "../store/inputRules";
import { emptyWords, fieldKind, readText } from "./text";
import { useWritten } from "./useWritten";
import type { WidgetProps } from "./widget";

const WRITING = /^([0-9]|ArrowUp|ArrowDown|Backspace|Delete)$/;

/** A field for any value of a type. What is written is the value on Enter or when the field is left; Escape takes it back. */
export function FreeField({ id, input, values, change, problem }: WidgetProps) {
  const written = useWritten(input, values, change);
  /** A day that is chosen from the browser's calendar is meant at once; one that is being typed is not. */
  const typing = useRef(false);
  const kind = fieldKind(input.type, values[0] ?? "");
  const wrong = written.problem ?? problem;
  return (
    <TextInput
      id={id}
      size="sm"
      type={kind}
      {...(kind === "datetime-local" ? { step: 1 } : {})}
      {...(input.type === "number" ? { inputMode: "decimal" as const } : {})}
      value={written.text}
      placeholder={emptyWords(values)}
      error={wrong}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const { value } = event.currentTarget;
        const read = readText(input, value);
        if (kind !== "text" && !typing.current && read.values !== null && !event.currentTarget.validity.badInput) {
          written.revert();
          if (!sameValues(read.values, values)) {
            change(read.values);
          }
        } else {
          written.write(value);
        }
      }}
      onBlur={(event) => {
        typing.current = false;
        written.commit(event.currentTarget.validity.badInput);
      }}
      onKeyDown={(event) => {
        typing.current ||= WRITING.test(event.key);
        if (event.key === "Enter") {
          typing.current = false;
          written.commit(event.currentTarget.validity.badInput);
        } else if (event.key === "Escape") {
          typing.current = false;
          if (written.revert()) {
            event.stopPropagation();
          }
          event.currentTarget.blur();
        }
      }}
      rightSectionWidth={28}
      rightSection={
        input.type === "text" && values.length > 0 ? (
          <CloseButton
            size="xs"
            aria-label={`No value for ${input.name}`}
            onClick={() => {
              written.revert();
              change([]);
            }}
          />
        ) : null
      }
    />
  );
}
