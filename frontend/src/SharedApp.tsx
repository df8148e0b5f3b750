import { useEffect, useState } from "react";
import { SharedDashboardPage } from "./dashboard/SharedDashboardPage";
import { SharedNotebookPage } from "./notebook/SharedNotebookPage";
import { AskWord } from "./shell/AskWord";
import { call, HttpError } from "./shell/http";
import type { Shared } from "./shell/links";
import { WorkbenchContext } from "./store/context";
import { useSignal } from "./store/useSignal";
import { Workbench } from "./store/workbench";

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
  const { name } = useSignal(workbench.connection);
  // A refused WebSocket does not say why: so this asks at first, and whenever the connection fails.
  const ask = name === "offline" || name === "waiting" || name === "signedOut";
  useEffect(() => {
    if (!ask) {
      return;
    }
    let current = true;
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
        // A server that does not answer may be back soon: what is on the screen stays.
        if (current && error instanceof HttpError) {
          setAccess({ name: "ended", message: error.message });
        }
      },
    );
    return () => {
      current = false;
    };
  }, [workbench, address, ask]);

  switch (access.name) {
    case "asking":
      return null;
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
