import { useSyncExternalStore } from "react";

/** The page that an address names. */
export type Route = { readonly page: "home" } | { readonly page: "notebook"; readonly id: string };

export function routeOf(path: string): Route {
  const match = /^\/n\/([A-Za-z0-9_-]{1,64})$/.exec(path);
  return match?.[1] ? { page: "notebook", id: match[1] } : { page: "home" };
}

const listeners = new Set<() => void>();

export function goTo(path: string): void {
  history.pushState(null, "", path);
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}
