/** What is the same where it says the same. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * What to save of fields that somebody edited while others may have changed them, too: theirs where it was left alone
 * here, else what was typed. Null where a field was changed on both sides, and not to the same.
 *
 * @param before as the fields were when the editing began
 * @param now as they are in the newest document
 */
export function mergedWords<T extends object>(before: T, edited: T, now: T): T | null {
  const merged = { ...edited };
  for (const key of Object.keys(edited) as (keyof T)[]) {
    if (same(edited[key], before[key])) {
      merged[key] = now[key];
    } else if (!same(now[key], before[key]) && !same(now[key], edited[key])) {
      return null;
    }
  }
  return merged;
}

export const CHANGED_MEANWHILE =
  "Somebody else changed this while you did. Save again to replace it with yours, or cancel to keep theirs.";
