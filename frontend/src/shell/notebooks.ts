import { useEffect, useState } from "react";
import type { Role } from "../wire/types";
import { call } from "./http";

/** A notebook as lists show it. */
export interface NotebookLine {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: string;
  readonly cells: number;
  readonly running: number;
  readonly role: Role;
}

export function titleOf(line: { readonly title: string }): string {
  return line.title || "Untitled notebook";
}

export async function listNotebooks(search = "", trash = false): Promise<readonly NotebookLine[]> {
  const path = `/notebooks?search=${encodeURIComponent(search)}&trash=${trash}`;
  return (await call<{ notebooks: readonly NotebookLine[] }>("GET", path)).notebooks;
}

/** All notebooks, newest first, as they are when the component comes; null until they are here or where they can't be had. */
export function useNotebooks(): readonly NotebookLine[] | null {
  const [lines, setLines] = useState<readonly NotebookLine[] | null>(null);
  useEffect(() => {
    let current = true;
    listNotebooks().then(
      (listed) => current && setLines(listed),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return lines;
}
