import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconUser } from "@tabler/icons-react";
import { useId } from "react";
import { labelOf } from "../wire/input";
import { ChoiceField } from "./ChoiceField";
import { FreeField } from "./FreeField";
import { SliderField } from "./SliderField";
import { allInWords } from "./text";
import type { WidgetProps } from "./widget";

interface InputFieldProps extends Omit<WidgetProps, "id"> {
  /** The value is only to be looked at. */
  readonly fixed: boolean;
  /** The value is the viewer's own. */
  readonly own: boolean;
  /** The way back to where the value comes from; null where it is there. */
  readonly back: { readonly label: string; readonly act: () => void } | null;
}

/** An input wherever it stands: what it is called, and the widget of its kind. */
export function InputField({ fixed, own, back, ...widget }: InputFieldProps) {
  const id = useId();
  const { input, values } = widget;
  return (
    <div
      className="input-field"
      data-testid="input"
      data-name={input.name}
      data-type={input.type}
      data-own={own || undefined}
    >
      <div className="input-head">
        <label htmlFor={id} title={`\${${input.name}} in SQL`}>
          {labelOf(input)}
        </label>
        {own && (
          <Tooltip label="Your own value: nobody else sees it">
            <span className="input-own" role="img" aria-label="Your own value">
              <IconUser size={13} />
            </span>
          </Tooltip>
        )}
        {back && !fixed && (
          <Tooltip label={back.label}>
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={`${labelOf(input)}: ${back.label}`}
              onClick={back.act}
            >
              <IconArrowBackUp size={13} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {fixed ? (
        <output id={id} className="input-fixed">
          {allInWords(values)}
        </output>
      ) : (
        <Widget id={id} {...widget} />
      )}
    </div>
  );
}

function Widget(props: WidgetProps) {
  const { input } = props;
  if (input.choice !== "free") {
    return <ChoiceField {...props} />;
  }
  return input.widget === "slider" ? <SliderField {...props} /> : <FreeField {...props} />;
}
