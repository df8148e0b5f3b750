const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A moment in the time zone of whoever looks, as `28 Nov 2026, 16:40`. */
export function moment(at: string): string {
  return MOMENT.format(new Date(at));
}
