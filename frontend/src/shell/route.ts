import { useSyncExternalStore } from "react";

/** The page that an address names. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "people" }
  | { readonly page: "connectors" }
  | { readonly page: "notebook"; readonly id: string }
  | { readonly page: "dashboard"; readonly id: string };

export function routeOf(path: string): Route {
  if (path === "/people" || path === "/connectors") {
    return { page: path === "/people" ? "people" : "connectors" };
  }
  const match = /^\/([nd])\/([A-Za-z0-9_-]{1,64})$/.exec(path);
  return match?.[2] ? { page: match[1] === "n" ? "notebook" : "dashboard", id: match[2] } : { page: "home" };
}

/** What stands behind `/s/` in the address of a share link; null where it is another address. */
export function sharedAddress(path: string): string | null {
  return /^\/s\/([A-Za-z0-9_.-]{1,200})$/.exec(path)?.[1] ?? null;
}

/** What stands behind `/join/` in the address of an invitation; null where it is another address. */
export function joinAddress(path: string): string | null {
  return /^\/join\/([A-Za-z0-9_.-]{1,200})$/.exec(path)?.[1] ?? null;
}

const listeners = new Set<() => void>();

/** @param how `replace`: the browser's way back does not lead to where the person was */
export function goTo(path: string, how: "push" | "replace" = "push"): void {
  if (how === "push") {
    history.pushState(null, "", path);
  } else {
    history.replaceState(null, "", path);
  }
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

/** What follows the `?` of the address, with it; empty where nothing does. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** What follows the `#` of the address, with it; empty where nothing does. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}
