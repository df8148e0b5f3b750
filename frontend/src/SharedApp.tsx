import { useEffect, useState } from "react";
import { EmbeddedDashboard } from "./dashboard/EmbeddedDashboard";
import { SharedDashboardPage } from "./dashboard/SharedDashboardPage";
import { SharedNotebookPage } from "./notebook/SharedNotebookPage";
import { AskWord } from "./shell/AskWord";
import { EmbeddedFrame } from "./shell/EmbeddedFrame";
import type { Embedding } from "./shell/embedding";
import { call, HttpError } from "./shell/http";
import type { OpenShared, Shared } from "./shell/links";
import { FrozenContext, WorkbenchContext } from "./store/context";
import { useSignal } from "./store/useSignal";
import { Workbench } from "./store/workbench";

const RETRY_MILLIS = 3_000;

type Access =
  | { readonly name: "asking" }
  | { readonly name: "in"; readonly shared: OpenShared }
  | { readonly name: "password" }
  | { readonly name: "ended"; readonly message: string };

interface SharedAppProps {
  /** What stands behind `/s/` or `/e/`. */
  readonly address: string;
  /** Null: it is a page of its own. */
  readonly embedding: Embedding | null;
}

/** What somebody sees who came by a share link, or looks at a page that embeds one. */
export function SharedApp({ address, embedding }: SharedAppProps) {
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
          if (shared.needsPassword) {
            setAccess({ name: "password" });
          } else {
            setAccess({ name: "in", shared });
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
      if (embedding) {
        return <main className="embedded embedded-words">This is not shared any more.</main>;
      }
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
          submit={(password) => call<OpenShared>("POST", `/shared/${address}/enter`, { password })}
          done={(shared) => {
            setAccess({ name: "in", shared });
            workbench.link.open();
            workbench.link.retryNow();
          }}
        />
      );
    case "in":
      return (
        <WorkbenchContext.Provider value={workbench}>
          <FrozenContext.Provider value={access.shared.frozenAt}>
            <SharedPage shared={access.shared} embedding={embedding} />
          </FrozenContext.Provider>
        </WorkbenchContext.Provider>
      );
  }
}

interface SharedPageProps {
  readonly shared: OpenShared;
  readonly embedding: Embedding | null;
}

function SharedPage({ shared: { kind, id, showsSql }, embedding }: SharedPageProps) {
  if (!embedding) {
    return kind === "dashboard" ? (
      <SharedDashboardPage id={id} home={false} />
    ) : (
      <SharedNotebookPage id={id} showsSql={showsSql} home={false} />
    );
  }
  return (
    <EmbeddedFrame address={embedding.address}>
      {kind === "dashboard" ? (
        <EmbeddedDashboard id={id} tile={embedding.tile} />
      ) : (
        <SharedNotebookPage id={id} showsSql={showsSql} home={false} bare />
      )}
    </EmbeddedFrame>
  );
}
