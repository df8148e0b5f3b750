import { Button, Chip, Group, MultiSelect, Select } from "@mantine/core";
import { useState } from "react";
import { MOST_OPTIONS, MOST_VALUES, sameValues } from "../store/inputRules";
import { emptyWords } from "./text";
import { useLater } from "./useLater";
import { type Offered, useOffered } from "./useOffered";
import type { WidgetProps } from "./widget";

/** Among so many values nobody has to search. */
const FEW = 8;
/** Several presses in a row are one change. */
const CHIPS_MILLIS = 400;

/** Chooses one or several of the values that a list or a query's result offers. */
export function ChoiceField(props: WidgetProps) {
  const { input } = props;
  if (input.widget === "buttons") {
    return <Buttons {...props} />;
  }
  return input.choice === "several" ? <Several {...props} /> : <One {...props} />;
}

const named = (values: readonly string[]) =>
  values.map((value) => ({ value, label: value === "" ? "(empty text)" : value }));

/** What the list says beside its values; null where they speak for themselves. */
function aboutOffered({ problem, more, asking, values }: Offered): string | null {
  if (problem !== null) {
    return problem;
  }
  if (more) {
    return `The first ${MOST_OPTIONS.toLocaleString("en-US")} values only: there are more.`;
  }
  return asking && values.length === 0 ? "Asking for the values…" : null;
}

function One({ id, input, values, problem, change, offer }: WidgetProps) {
  const offered = useOffered(input, values, offer, false);
  return (
    <Select
      id={id}
      size="sm"
      data={named(offered.values)}
      value={values[0] ?? null}
      placeholder={emptyWords(values)}
      error={problem}
      description={aboutOffered(offered)}
      nothingFoundMessage="Nothing to choose from"
      searchable={offered.values.length > FEW || input.options?.kind === "query"}
      clearable
      allowDeselect={false}
      inputWrapperOrder={["label", "input", "description", "error"]}
      onDropdownOpen={offered.refresh}
      onChange={(value) => change(value === null ? [] : [value])}
    />
  );
}

function Several({ id, input, values, problem, change, offer }: WidgetProps) {
  const offered = useOffered(input, values, offer, false);
  /** What is chosen while the list is open: it counts once that is closed. */
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [open, setOpen] = useState(false);
  const done = () => {
    setOpen(false);
    if (chosen !== null && !sameValues(chosen, values)) {
      change(chosen);
    }
    setChosen(null);
  };
  return (
    <MultiSelect
      id={id}
      size="sm"
      data={named(offered.values)}
      value={[...(chosen ?? values)]}
      placeholder={(chosen ?? values).length === 0 ? "no value" : ""}
      error={problem}
      description={aboutOffered(offered)}
      nothingFoundMessage="Nothing to choose from"
      maxValues={MOST_VALUES}
      searchable={offered.values.length > FEW || input.options?.kind === "query"}
      clearable
      inputWrapperOrder={["label", "input", "description", "error"]}
      onDropdownOpen={() => {
        setOpen(true);
        offered.refresh();
      }}
      onDropdownClose={done}
      onChange={(now) => (open ? setChosen(now) : change(now))}
    />
  );
}

function Buttons({ id, input, values, problem, change, offer }: WidgetProps) {
  const offered = useOffered(input, values, offer, true);
  const { value: shown, set } = useLater(values, change, CHIPS_MILLIS);
  const several = input.choice === "several";
  const about = aboutOffered(offered);
  const chips = offered.values.map((value) => (
    <Chip key={value} value={value} size="xs">
      {value === "" ? "(empty text)" : value}
    </Chip>
  ));
  return (
    <fieldset id={id} className="input-chips" aria-label={input.label || input.name}>
      <Group gap={6}>
        {several ? (
          <Chip.Group multiple value={[...shown]} onChange={set}>
            {chips}
          </Chip.Group>
        ) : (
          <Chip.Group value={shown[0] ?? null} onChange={(value) => set([value as string])}>
            {chips}
          </Chip.Group>
        )}
      </Group>
      {about !== null && (
        <p className="input-about">
          {about}{" "}
          {offered.problem !== null && (
            <Button size="compact-xs" variant="subtle" onClick={offered.refresh}>
              Try again
            </Button>
          )}
        </p>
      )}
      {problem !== null && (
        <p className="form-error input-about" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
