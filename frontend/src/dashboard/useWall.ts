import { useIdle } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { goTo } from "../shell/route";
import { useWorkbench } from "../store/context";
import { onceThere } from "../store/settled";
import { useSignal } from "../store/useSignal";
import { type Kiosk, nextIn, reloadDelay } from "./kiosk";

const IDLE_MILLIS = 3_000;
const IDLE: useIdle.Options = { events: ["pointermove", "pointerdown", "keydown"], initialState: false };
const RELOADED_AT = "riffle.kiosk.reloaded-at";

/** Keeps the screen from going dark while `active`, where the browser can. */
export function useWakeLock(active: boolean): void {
  useEffect(() => {
    if (!active || !("wakeLock" in navigator)) {
      return;
    }
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    // The browser takes the lock away from a page that is hidden.
    const take = () => {
      if (document.visibilityState === "visible" && !ended) {
        navigator.wakeLock.request("screen").then(
          (taken) => {
            if (ended) {
              void taken.release();
            } else {
              lock = taken;
            }
          },
          () => undefined,
        );
      }
    };
    take();
    document.addEventListener("visibilitychange", take);
    return () => {
      ended = true;
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, [active]);
}

/** Whether nobody has touched mouse or keyboard for a few seconds. */
export function useIdleHands(): boolean {
  return useIdle(IDLE_MILLIS, IDLE);
}

/** Goes on to the next dashboard of the rotation, over and over: to one that has come, else this one stays. */
export function useRotation(kiosk: Kiosk | null, id: string): void {
  const { dashboards } = useWorkbench();
  const next = kiosk && nextIn(kiosk, id);
  const seconds = kiosk?.seconds ?? 0;
  useEffect(() => {
    if (next === null) {
      return;
    }
    const letGo = dashboards.hold(next);
    const ahead = dashboards.open(next);
    const stay = onceThere(ahead.arrived, seconds * 1_000, () => goTo(`/d/${next}${location.search}`, "replace"));
    return () => {
      stay();
      letGo();
    };
  }, [dashboards, next, seconds]);
}

/** Loads the page again by itself where the server is of another version: nobody is there to press a button. */
export function useSelfReload(active: boolean): void {
  const reload = useSignal(useWorkbench().reload);
  const due = active && reload !== null;
  const started = useRef(false);
  useEffect(() => {
    if (!due || started.current) {
      return;
    }
    const kept = sessionStorage.getItem(RELOADED_AT);
    const timer = setTimeout(
      () => {
        started.current = true;
        sessionStorage.setItem(RELOADED_AT, String(Date.now()));
        location.reload();
      },
      reloadDelay(kept === null ? null : Number(kept), Date.now()),
    );
    return () => clearTimeout(timer);
  }, [due]);
}
