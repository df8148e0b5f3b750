import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { OpenDocument, OpenDocuments } from "./openDocuments";
import { useSignal } from "./useSignal";
import type { View } from "./view";
import { NO_SIGNALS, type WatchedView } from "./watchedView";
import type { Workbench } from "./workbench";

export const WorkbenchContext = createContext<Workbench | null>(null);

/** Of which moment a frozen share shows the rows; null around what is live. */
export const FrozenContext = createContext<string | null>(null);

export function useFrozenAt(): string | null {
  return useContext(FrozenContext);
}

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) {
    throw new Error("no workbench around this component");
  }
  return workbench;
}

/** The document, open for as long as the component is there. */
export function useOpened<T extends OpenDocument>(documents: OpenDocuments<T>, id: string): T {
  const document = useMemo(() => documents.open(id), [documents, id]);
  useEffect(() => documents.hold(id), [documents, id]);
  return document;
}

/**
 * The view, held for as long as the component is there; null before the first. It is watched while it is near
 * the screen, and until its first rows came in any case, so that the page has its size.
 */
export function useWatchedView(id: string | null, near: boolean): WatchedView | null {
  const workbench = useWorkbench();
  const [watched, setWatched] = useState<WatchedView | null>(null);
  useEffect(() => {
    if (id === null) {
      setWatched(null);
      return;
    }
    const held = workbench.hold(id);
    setWatched(held.view);
    return held.release;
  }, [workbench, id]);
  useEffect(() => (near ? watched?.look() : undefined), [watched, near]);
  return watched;
}

/**
 * The newest state of a view.
 *
 * @param live while false, the component is not drawn again for new states
 */
export function useViewState(watched: WatchedView | null, live: boolean): View | null {
  return useSignal((watched ?? NO_SIGNALS).view, live);
}
