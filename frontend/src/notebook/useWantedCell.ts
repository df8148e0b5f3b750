import { useEffect, useRef } from "react";
import { useHash } from "../shell/route";
import type { Cell } from "../wire/types";

/** Chooses and shows the cell that the address names (`#cell-…`) once it is there; from then on the person chooses. */
export function useWantedCell(cells: readonly Cell[], choose: (cell: string) => void): void {
  const wanted = /^#cell-(.+)$/.exec(useHash())?.[1] ?? null;
  const done = useRef<string | null>(null);
  const latest = useRef(choose);
  latest.current = choose;
  const isThere = cells.some((cell) => cell.id === wanted);
  useEffect(() => {
    if (wanted !== null && isThere && done.current !== wanted) {
      done.current = wanted;
      latest.current(wanted);
      document.getElementById(`cell-${wanted}`)?.scrollIntoView({ block: "start" });
    }
  }, [wanted, isThere]);
}
