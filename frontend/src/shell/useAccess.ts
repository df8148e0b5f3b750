import { useEffect, useState } from "react";
import { useSignal } from "../store/useSignal";
import type { Workbench } from "../store/workbench";
import { call, HttpError } from "./http";

export type Access = "asking" | "in" | "out";

/**
 * Whether the person is signed in. A refused WebSocket does not say why: so this asks over HTTP at first, and whenever the
 * connection fails. What was typed stays in the workbench meanwhile.
 */
export function useAccess(workbench: Workbench): { access: Access; signedIn: () => void } {
  const [access, setAccess] = useState<Access>("asking");
  const { name } = useSignal(workbench.connection);
  const ask = name === "offline" || name === "waiting" || name === "signedOut";
  useEffect(() => {
    if (!ask) {
      return;
    }
    let current = true;
    const answered = (now: Access) => {
      if (current) {
        setAccess(now);
        if (now === "in") {
          workbench.link.open();
        }
      }
    };
    call("GET", "/server").then(
      () => answered("in"),
      (error) => answered(error instanceof HttpError && error.status === 401 ? "out" : "in"),
    );
    return () => {
      current = false;
    };
  }, [workbench, ask]);
  const signedIn = () => {
    setAccess("in");
    workbench.link.open();
    workbench.link.retryNow();
  };
  return { access, signedIn };
}
