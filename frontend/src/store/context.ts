import type { ReadonlySignal } from "@preact/signals-core";
import { signal } from "@preact/signals-core";
import { createContext, useContext, useEffect, useState } from "react";
import { useSignal } from "./useSignal";
import type { View } from "./view";
import type { Workbench } from "./workbench";

export const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) {
    throw new Error("no workbench around this component");
  }
  return workbench;
}

const nothing: ReadonlySignal<View | null> = signal<View | null>(null);
const known: ReadonlySignal<boolean> = signal(true);

/** The view's newest state, watched for as long as the component is there. */
export function useView(id: string | null): { view: View | null; known: boolean } {
  const workbench = useWorkbench();
  const [signals, setSignals] = useState({ view: nothing, known });
  useEffect(() => {
    if (id === null) {
      setSignals({ view: nothing, known });
      return;
    }
    const watched = workbench.watch(id);
    setSignals({ view: watched.view, known: watched.known });
    return watched.release;
  }, [workbench, id]);
  return { view: useSignal(signals.view), known: useSignal(signals.known) };
}
