import { ActionIcon, Tooltip } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { InputField } from "../input/InputField";
import { valuesInWords } from "../input/text";
import { sameValues } from "../store/inputRules";
import type { OpenNotebook } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";
import type { Input, InputCell } from "../wire/input";
import type { NotebookDocument } from "../wire/types";
import type { InputActions } from "./inputActions";
import { cellsNaming } from "./inputUses";
import { summaryOf } from "./SidePanel";

interface InputCellViewProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  readonly cell: InputCell;
  readonly actions: InputActions;
}

/** An input where it is defined: its widget, and who uses it. */
export function InputCellView({ notebook, document, cell, actions }: InputCellViewProps) {
  const problem = useSignal(notebook.inputs.problems).get(cell.id) ?? null;
  const { input, values } = cell;
  const change = (now: readonly string[]) => notebook.edit({ kind: "setInputValue", cell: cell.id, values: now });
  const users = cellsNaming(document, input.name);
  return (
    <div className="input-cell">
      <InputField
        input={input}
        values={values}
        fixed={false}
        problem={problem}
        own={false}
        change={change}
        offer={() => notebook.inputOptions(cell.id)}
        back={
          sameValues(values, input.default)
            ? null
            : { label: `Back to default: ${valuesInWords(input.default)}`, act: () => change(input.default) }
        }
      />
      <div className="input-meta">
        <span>
          <code>{`\${${input.name}}`}</code> {TYPE[input.type]}
          {KIND[input.choice]}
          {input.viewersMayChange && ", viewers of dashboards may change it for themselves"}
        </span>
        <span>
          {users.length === 0 ? "not used yet" : "used by "}
          {users.map((user, i) => (
            <span key={user.id}>
              {i > 0 && ", "}
              <button type="button" className="input-user" onClick={() => actions.go(user.id)}>
                {summaryOf(user).slice(0, 40)}
              </button>
            </span>
          ))}
        </span>
      </div>
      <Tooltip label="Settings">
        <ActionIcon
          className="chart-edit input-edit"
          variant="subtle"
          color="gray"
          aria-label={`Settings of ${input.name}`}
          onClick={() => actions.settings(cell.id)}
        >
          <IconAdjustments size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const TYPE: Readonly<Record<Input["type"], string>> = {
  text: "text",
  number: "number",
  date: "date",
  timestamp: "date and time",
};

const KIND: Readonly<Record<Input["choice"], string>> = {
  free: "",
  one: ", one of a list",
  several: ", several of a list",
};
