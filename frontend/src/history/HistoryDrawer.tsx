import { Alert, Drawer } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { messageOf } from "../shell/http";
import type { Historical } from "./historical";
import { VersionDetail } from "./VersionDetail";
import { VersionList } from "./VersionList";
import { listVersions, type Version } from "./versions";

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
