/**
 * By how many rows the row `id` moved down from `index`, or, where it is gone, the one that followed it. Ids ascend, and a
 * row keeps its own.
 */
export function shiftOf(rows: readonly { readonly id: number }[], id: number, index: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.id ?? Number.POSITIVE_INFINITY) < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - index;
}
