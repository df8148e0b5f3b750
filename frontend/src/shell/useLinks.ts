import { useEffect, useState } from "react";
import { messageOf } from "./http";
import { listLinks, type SharedKind, type ShareLink } from "./links";

const COUNTED_MILLIS = 3_000;

interface Links {
  /** Null until they have come. */
  readonly links: readonly ShareLink[] | null;
  /** What went wrong last. */
  readonly error: string | null;
  made(link: ShareLink): void;
  ended(link: ShareLink): void;
  fail(failure: unknown): void;
}

/** The share links of a document, with how many look at each now. */
export function useLinks(kind: SharedKind, id: string): Links {
  const [links, setLinks] = useState<readonly ShareLink[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const refresh = () =>
      listLinks(kind, id).then(
        (listed) => current && setLinks(listed),
        (failure) => current && setError(String(failure.message)),
      );
    void refresh();
    const timer = setInterval(refresh, COUNTED_MILLIS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [kind, id]);
  return {
    links,
    error,
    made: (link) => {
      setError(null);
      setLinks((before) => [link, ...(before ?? []).filter((other) => other.id !== link.id)]);
    },
    ended: (link) => setLinks((before) => before?.filter((other) => other.id !== link.id) ?? null),
    fail: (failure) => setError(messageOf(failure)),
  };
}
