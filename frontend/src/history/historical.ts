import type { ReactNode } from "react";
import type { Differences } from "./differences";
import type { DocumentKind } from "./versions";

/** A document that has a history, as its page has it open. */
export interface Historical<D, T> {
  readonly kind: DocumentKind;
  readonly id: string;
  /** As it is now. */
  readonly document: D;
  /** Sends what was done here; answers the document with all of it, null where the server does not have it after a while. */
  readonly flushed: () => Promise<D | null>;
  readonly differences: (before: D | null, after: D) => Differences<T>;
  readonly show: (differences: Differences<T>) => ReactNode;
}
