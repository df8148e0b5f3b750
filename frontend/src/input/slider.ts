import { canonicalValue } from "../store/inputRules";
import type { Input } from "../wire/input";

/** The numbers that a slider goes through. */
export interface SliderScale {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  /** Digits behind the point. */
  readonly digits: number;
}

const STEPS = 100;

/** The scale of a slider; null where the input has no bounds to slide between. */
export function scaleOf({ minimum, maximum, step }: Pick<Input, "minimum" | "maximum" | "step">): SliderScale | null {
  if (minimum === null || maximum === null || !(Number(maximum) > Number(minimum))) {
    return null;
  }
  const whole = !minimum.includes(".") && !maximum.includes(".");
  const span = Number(maximum) - Number(minimum);
  const usual = whole ? Math.max(1, Math.round(span / STEPS)) : span / STEPS;
  const chosen = step !== null && Number(step) > 0 ? Number(step) : usual;
  const digits = Math.max(digitsOf(minimum), step === null ? digitsOf(String(chosen)) : digitsOf(step));
  return { minimum: Number(minimum), maximum: Number(maximum), step: chosen, digits: Math.min(digits, 12) };
}

function digitsOf(number: string): number {
  return number.split(".")[1]?.length ?? 0;
}

/** The value at a place of the slider, as the server writes it. */
export function valueAt(scale: SliderScale, place: number): string {
  return canonicalValue("number", place.toFixed(scale.digits)) ?? String(Math.round(place));
}
