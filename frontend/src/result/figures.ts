/** A count in groups of three digits. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A span of time as a figure and its unit: milliseconds below one second, seconds below 100, then minutes. */
export function formatSpan(millis: number): { readonly figure: string; readonly unit: string } {
  const size = Math.abs(millis);
  if (size < 1_000) {
    return { figure: String(Math.round(millis)), unit: "ms" };
  }
  if (size < 100_000) {
    return { figure: (millis / 1_000).toFixed(size < 10_000 ? 1 : 0), unit: "s" };
  }
  return { figure: formatCount(millis / 60_000), unit: "min" };
}
