import { Button, Modal, Select, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { sameValues } from "../store/inputRules";
import type { OpenNotebook } from "../store/openNotebook";
import type { InputCell } from "../wire/input";
import type { NotebookDocument } from "../wire/types";
import { InputBounds } from "./InputBounds";
import { InputDefault } from "./InputDefault";
import { InputOptionsFields } from "./InputOptionsFields";
import { formOf, type InputForm, type InputFormProblems, isBounded, readForm } from "./inputForm";
import { cellsNaming, otherNames } from "./inputUses";
import { summaryOf } from "./SidePanel";

interface InputSettingsProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  /** The input that is asked about; null while nothing is. */
  readonly cell: InputCell | null;
  readonly close: () => void;
}

/** Asks what an input is. Nothing changes until it is saved. */
export function InputSettings({ notebook, document, cell, close }: InputSettingsProps) {
  return (
    <Modal opened={cell !== null} onClose={close} title="Input" size="md">
      {cell && <SettingsForm key={cell.id} notebook={notebook} document={document} cell={cell} close={close} />}
    </Modal>
  );
}

const TYPES = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "date", label: "Date" },
  { value: "timestamp", label: "Date and time" },
];
const CHOICES = [
  { value: "free", label: "Any value" },
  { value: "one", label: "One of a list" },
  { value: "several", label: "Several of a list" },
];

function SettingsForm({ notebook, document, cell, close }: InputSettingsProps & { readonly cell: InputCell }) {
  const [form, setForm] = useState(() => formOf(cell.input));
  const [problems, setProblems] = useState<InputFormProblems>({});
  const change = (changed: Partial<InputForm>) => {
    setForm((before) => ({ ...before, ...changed }));
    // What is corrected is looked at again when it is saved.
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !Object.hasOwn(changed, field))),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form, otherNames(document, cell.id));
    if (read.problems !== null) {
      setProblems(read.problems);
      return;
    }
    if (JSON.stringify(form) !== JSON.stringify(formOf(cell.input))) {
      // What stands at its default goes along with it.
      const values = sameValues(cell.values, cell.input.default) ? read.input.default : null;
      notebook.edit({ kind: "setInput", cell: cell.id, input: read.input, values });
    }
    close();
  };
  const left = form.name === cell.input.name ? [] : cellsNaming(document, cell.input.name);
  return (
    <form onSubmit={submit} className="dialog-form" noValidate>
      <div className="form-pair">
        <TextInput
          label="Name"
          description={`\${${form.name || "name"}} in SQL`}
          value={form.name}
          error={problems.name}
          maxLength={64}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Label"
          description="What people read"
          placeholder={form.name}
          value={form.label}
          error={problems.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
      </div>
      {left.length > 0 && (
        <p className="form-warning" role="status">
          {left.length === 1 ? "This cell still names" : "These cells still name"}{" "}
          <code>{`\${${cell.input.name}}`}</code>, and will fail at the next run until that is changed:{" "}
          {left.map(summaryOf).join("; ")}
        </p>
      )}
      <div className="form-pair">
        <Select
          label="Type"
          data={TYPES}
          value={form.type}
          allowDeselect={false}
          onChange={(type) => type && change({ type: type as InputForm["type"], default: [] })}
        />
        <Select
          label="Choice"
          data={CHOICES}
          value={form.choice}
          allowDeselect={false}
          onChange={(choice) => choice && change({ choice: choice as InputForm["choice"], default: [] })}
        />
      </div>
      {form.choice !== "free" && (
        <InputOptionsFields notebook={notebook} document={document} form={form} problems={problems} change={change} />
      )}
      {isBounded(form) && <InputBounds form={form} problems={problems} change={change} />}
      <InputDefault form={form} problem={problems.default ?? null} change={(values) => change({ default: values })} />
      <Switch
        label="Viewers of shared dashboards may change it"
        description="Whoever has a share link, or the role of a viewer, then sees the results for their own value. What everybody else sees stays as it is."
        checked={form.viewersMayChange}
        onChange={(event) => change({ viewersMayChange: event.currentTarget.checked })}
      />
      <div className="dialog-buttons">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit">Save</Button>
      </div>
    </form>
  );
}
