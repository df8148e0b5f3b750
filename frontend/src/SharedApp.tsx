import { useEffect, useState } from "react";
import { SharedDashboardPage } from "./dashboard/SharedDashboardPage";
import { SharedNotebookPage } from "./notebook/SharedNotebookPage";
import { AskWord } from "./shell/AskWord";
import { call, HttpError } from "./shell/http";
import type { Shared } from "./shell/links";
import { WorkbenchContext } from "./store/context";
import { useSignal } from "./store/useSignal";
import { Workbench } from "./store/workbench";

const RETRY_MILLIS = 3_000;

type Access =
  | { readonly name: "asking" }
  | { readonly name: "in" | "password"; readonly shared: Shared }
  | { readonly name: "ended"; readonly message: string };

/**
 * What somebody sees who came by a share link.
 *
 * @param address what stands behind `/s/`
 */
export function SharedApp({ address }: { readonly address: string }) {
  const [workbench] = useState(() => new Workbench(`/api/shared/${address}/live`));
  const [access, setAccess] = useState<Access>({ name: "asking" });
  const [attempt, setAttempt] = useState(0);
  const { name } = useSignal(workbench.connection);
  // A refused WebSocket does not say why: so this asks at first, and whenever the connection fails.
  const ask = name === "offline" || name === "waiting" || name === "signedOut";
  useEffect(() => {
    if (!ask) {
      return;
    }
    let current = true;
    let retry: ReturnType<typeof setTimeout> | undefined;
    call<Shared>("GET", `/shared/${address}`).then(
      (shared) => {
        if (current) {
          setAccess({ name: shared.needsPassword ? "password" : "in", shared });
          if (!shared.needsPassword) {
            workbench.link.open();
          }
        }
      },
      (error) => {
        if (!current) {
          return;
        }
        if (error instanceof HttpError && error.status === 404) {
          setAccess({ name: "ended", message: error.message });
        } else {
          // A server that does not answer, or a proxy in its place, may be right again soon: what is on the screen stays.
          retry = setTimeout(() => setAttempt(attempt + 1), RETRY_MILLIS);
        }
      },
    );
    return () => {
      current = false;
      clearTimeout(retry);
    };
  }, [workbench, address, ask, attempt]);

  switch (access.name) {
    case "asking":
      return <main className="gone">{attempt > 0 && <p>The server does not answer. Trying again…</p>}</main>;
    case "ended":
      return (
        <main className="gone">
          <h1>Nothing to see here</h1>
          <p>{access.message}</p>
        </main>
      );
    case "password":
      return (
        <AskWord
          words="This link has a password. Whoever sent it to you knows it."
          label="Password"
          submitLabel="Open"
          submit={(password) => call("POST", `/shared/${address}/enter`, { password })}
          done={() => {
            setAccess({ name: "in", shared: { ...access.shared, needsPassword: false } });
            workbench.link.open();
            workbench.link.retryNow();
          }}
        />
      );
    case "in":
      return (
        <WorkbenchContext.Provider value={workbench}>
          {access.shared.kind === "dashboard" ? (
            <SharedDashboardPage id={access.shared.id} home={false} />
          ) : (
            <SharedNotebookPage id={access.shared.id} showsSql={access.shared.showsSql} home={false} />
          )}
        </WorkbenchContext.Provider>
      );
  }
}
