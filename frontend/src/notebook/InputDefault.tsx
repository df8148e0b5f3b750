import { TagsInput } from "@mantine/core";
import { InputField } from "../input/InputField";
import { MOST_VALUES } from "../store/inputRules";
import type { Input } from "../wire/input";
import { draftOf, type InputForm } from "./inputForm";

interface InputDefaultProps {
  readonly form: InputForm;
  readonly problem: string | null;
  readonly change: (values: readonly string[]) => void;
}

/** With which value an input begins, and to which it goes back. */
export function InputDefault({ form, problem, change }: InputDefaultProps) {
  const draft = draftOf(form);
  if (draft.options?.kind === "query" && draft.choice === "several") {
    // What the query offers is known once it runs: until then any values may be meant.
    return (
      <TagsInput
        label="Default"
        placeholder={form.default.length === 0 ? "no value; Enter after each" : ""}
        value={[...form.default]}
        error={problem}
        maxTags={MOST_VALUES}
        onChange={change}
      />
    );
  }
  return (
    <InputField
      input={draft.options?.kind === "query" ? { ...named(draft), choice: "free", options: null } : named(draft)}
      values={draft.default}
      fixed={false}
      problem={problem}
      own={false}
      back={null}
      change={change}
      offer={() => Promise.reject(new Error("Save first."))}
    />
  );
}

/** As the input, in its plainest widget. Bounds are looked at when all is saved. */
function named(draft: Input): Input {
  const widget = draft.choice === "free" ? "field" : "select";
  return { ...draft, label: "Default", widget, minimum: null, maximum: null };
}
