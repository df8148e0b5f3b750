import { Switch, TextInput } from "@mantine/core";
import type { InputForm, InputFormProblems } from "./inputForm";

export interface FormPartProps {
  readonly form: InputForm;
  readonly problems: InputFormProblems;
  readonly change: (changed: Partial<InputForm>) => void;
}

const BOUNDS = [
  { field: "minimum", label: "At least" },
  { field: "maximum", label: "At most" },
  { field: "step", label: "Step" },
] as const;

/** Between which numbers a value may be, and whether it is slid there. */
export function InputBounds({ form, problems, change }: FormPartProps) {
  return (
    <>
      <div className="form-row">
        {BOUNDS.map(({ field, label }) => (
          <TextInput
            key={field}
            label={label}
            inputMode="decimal"
            autoComplete="off"
            value={form[field]}
            error={problems[field]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Switch
        label="Show a slider"
        checked={form.slider}
        onChange={(event) => change({ slider: event.currentTarget.checked })}
      />
    </>
  );
}
