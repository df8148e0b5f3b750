import { useEffect } from "react";
import type { Workbench } from "../store/workbench";

/** Sends what was typed when the page is left or hidden, and asks before it is left with something unsaved. */
export function useUnsavedGuard(workbench: Workbench): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (workbench.saveAll()) {
        event.preventDefault();
      }
    };
    const hidden = () => {
      workbench.saveAll();
    };
    window.addEventListener("beforeunload", leaving);
    window.addEventListener("pagehide", hidden);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("beforeunload", leaving);
      window.removeEventListener("pagehide", hidden);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [workbench]);
}
