import { Button } from "@mantine/core";
import { InputField } from "../input/InputField";
import { valuesInWords } from "../input/text";
import { inputKey } from "../store/dashboardInputs";
import { sameValues } from "../store/inputRules";
import type { OpenDashboard } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import type { DashboardInput } from "../wire/input";
import { isOwn, type NotebookInputs, perNotebook } from "./inputs";

/** Above the tiles: the inputs of the notebooks that they show something of. What may not be changed here is shown all the same. */
export function InputBar({ dashboard }: { readonly dashboard: OpenDashboard }) {
  const inputs = useSignal(dashboard.inputs.list);
  const problems = useSignal(dashboard.inputs.problems);
  if (inputs.length === 0) {
    return null;
  }
  const own = inputs.filter(isOwn);
  const groups = perNotebook(inputs);
  return (
    <section className="input-bar" aria-label="Inputs" data-testid="input-bar">
      {groups.map((group) => (
        <Group key={group.notebook} group={group} named={groups.length > 1} dashboard={dashboard} problems={problems} />
      ))}
      {own.length > 0 && (
        <div className="own-view" role="status" data-testid="own-view">
          <span>
            This is <b>your own view</b>: nobody else sees these values.
          </span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              for (const input of own) {
                dashboard.inputs.set(input, null);
              }
            }}
          >
            Back to everybody’s view
          </Button>
        </div>
      )}
    </section>
  );
}

interface GroupProps {
  readonly group: NotebookInputs;
  /** There are inputs of other notebooks beside these. */
  readonly named: boolean;
  readonly dashboard: OpenDashboard;
  readonly problems: ReadonlyMap<string, string>;
}

function Group({ group, named, dashboard, problems }: GroupProps) {
  return (
    <div className="input-group">
      {named && <h2 className="input-group-title">{group.title || "Untitled notebook"}</h2>}
      {group.inputs.map((each) => (
        <InputField
          key={each.cell}
          input={each.input}
          values={each.values}
          fixed={each.scope === "none"}
          problem={problems.get(inputKey(each)) ?? null}
          own={isOwn(each)}
          change={(values) => dashboard.inputs.set(each, values)}
          offer={() => dashboard.inputs.options(each)}
          back={backOf(each, dashboard)}
        />
      ))}
    </div>
  );
}

function backOf(each: DashboardInput, dashboard: OpenDashboard) {
  if (each.scope === "own") {
    return isOwn(each)
      ? {
          label: `Back to everybody’s value: ${valuesInWords(each.sharedValues)}`,
          act: () => dashboard.inputs.set(each, null),
        }
      : null;
  }
  return each.scope === "shared" && !sameValues(each.values, each.input.default)
    ? {
        label: `Back to default: ${valuesInWords(each.input.default)}`,
        act: () => dashboard.inputs.set(each, each.input.default),
      }
    : null;
}
