import { Alert, Drawer } from "@mantine/core";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { Differences } from "./differences";
import { VersionDetail } from "./VersionDetail";
import { VersionList } from "./VersionList";
import { type DocumentKind, listVersions, type Version } from "./versions";

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

interface HistoryDrawerProps<D, T> extends Historical<D, T> {
  readonly opened: boolean;
  readonly close: () => void;
}

const REFRESH_MILLIS = 700;

/** The versions of a document: what changed in each, and the way back to it. */
export function HistoryDrawer<D extends { readonly revision: number }, T>(props: HistoryDrawerProps<D, T>) {
  return (
    <Drawer
      opened={props.opened}
      onClose={props.close}
      position="right"
      size="min(1040px, 100vw)"
      title="History"
      className="history-drawer"
    >
      {props.opened && <History {...props} />}
    </Drawer>
  );
}

/** Comes and goes with the drawer, so that it never shows what was long ago. */
function History<D extends { readonly revision: number }, T>(props: HistoryDrawerProps<D, T>) {
  const { kind, id, document } = props;
  const [versions, setVersions] = useState<readonly Version[] | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const load = useCallback(
    () =>
      listVersions(kind, id).then(
        (listed) => {
          setVersions(listed);
          setTrouble(null);
        },
        (error) => setTrouble(messageOf(error)),
      ),
    [kind, id],
  );
  const { revision } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes the document may add a version.
  useEffect(() => {
    const timer = setTimeout(load, versions === null ? 0 : REFRESH_MILLIS);
    return () => clearTimeout(timer);
  }, [load, revision]);

  const wide = matchMedia("(min-width: 760px)").matches;
  const shown = versions?.find(({ number }) => number === chosen) ?? (wide ? versions?.[0] : undefined);
  return (
    <div className="history" data-detail={(chosen !== null && shown !== undefined) || undefined}>
      {trouble !== null && (
        <Alert color="red" variant="light" role="alert">
          {trouble}
        </Alert>
      )}
      {versions === null && trouble === null && <p className="quiet">Loading…</p>}
      {versions !== null && (
        <div className="history-panes">
          <VersionList kind={kind} versions={versions} chosen={shown?.number ?? null} choose={setChosen} />
          {shown && (
            <VersionDetail
              key={shown.number}
              {...props}
              versions={versions}
              version={shown}
              back={() => setChosen(null)}
              changed={load}
              failed={(error) => setTrouble(messageOf(error))}
            />
          )}
        </div>
      )}
    </div>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
