import { type RefObject, useEffect, useState } from "react";

/** Where an element is: on the screen, less than three screens away from it, or farther. */
export type Sight = "shown" | "near" | "far";

/** Follows an element as its page scrolls. Until the browser has said where it is, it is taken to be near. */
export function useSight(element: RefObject<HTMLElement | null>): Sight {
  const [shown, setShown] = useState(false);
  const [near, setNear] = useState(true);
  useEffect(() => {
    const target = element.current;
    if (!target) {
      return;
    }
    // A margin has its effect only on the element that scrolls, not on what is around it.
    const root = target.closest("[data-scrolls]");
    const follow = (margin: string, set: (within: boolean) => void) => {
      const observer = new IntersectionObserver((entries) => set(entries.at(-1)?.isIntersecting === true), {
        root,
        rootMargin: margin,
      });
      observer.observe(target);
      return observer;
    };
    const observers = [follow("32px 0px", setShown), follow("300% 0px", setNear)];
    return () => {
      for (const observer of observers) {
        observer.disconnect();
      }
    };
  }, [element]);
  return shown ? "shown" : near ? "near" : "far";
}
