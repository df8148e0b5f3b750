import { Slider } from "@mantine/core";
import { labelOf } from "../wire/input";
import { FreeField } from "./FreeField";
import { type SliderScale, scaleOf, valueAt } from "./slider";
import { useLater } from "./useLater";
import type { WidgetProps } from "./widget";

const SLIDING_MILLIS = 400;

/** Slides between two numbers. Without bounds to slide between it is a field. */
export function SliderField(props: WidgetProps) {
  const scale = scaleOf(props.input);
  return scale === null ? <FreeField {...props} /> : <Sliding {...props} scale={scale} />;
}

function Sliding({ id, input, values, problem, change, scale }: WidgetProps & { readonly scale: SliderScale }) {
  const { value, set } = useLater(values, change, SLIDING_MILLIS);
  const [shown] = value;
  return (
    <div id={id} className="input-slider">
      <Slider
        size="sm"
        min={scale.minimum}
        max={scale.maximum}
        step={scale.step}
        label={null}
        thumbLabel={labelOf(input)}
        value={shown === undefined ? scale.minimum : Number(shown)}
        onChange={(place) => set([valueAt(scale, place)])}
      />
      <output>{shown ?? "no value"}</output>
      {problem !== null && (
        <p className="form-error input-about" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
