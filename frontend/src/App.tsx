import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import { ConnectorsPage } from "./connectors/ConnectorsPage";
import { DashboardPage } from "./dashboard/DashboardPage";
import { HomePage } from "./home/HomePage";
import { NotebookPage } from "./notebook/NotebookPage";
import { PeoplePage } from "./people/PeoplePage";
import { askWhoIAm, type Me, MeContext } from "./shell/me";
import { type Route, routeOf, usePath } from "./shell/route";
import { SignIn } from "./shell/SignIn";
import { useAccess } from "./shell/useAccess";
import { useUnsavedGuard } from "./shell/useUnsavedGuard";
import { WorkbenchContext } from "./store/context";
import { useSignal } from "./store/useSignal";
import { Workbench } from "./store/workbench";

const workbench = new Workbench();

export function App() {
  const { access, signedIn } = useAccess(workbench);
  useUnsavedGuard(workbench);
  const notice = useSignal(workbench.notice);
  useEffect(() => {
    if (notice) {
      notifications.show({ message: notice.text, color: "river" });
    }
  }, [notice]);
  const [me, setMe] = useState<Me | null>(null);
  useEffect(() => {
    if (access === "in") {
      askWhoIAm().then(setMe, () => undefined);
    }
  }, [access]);
  const route = routeOf(usePath());
  if (access === "asking") {
    return null;
  }
  if (access === "out") {
    return <SignIn done={signedIn} />;
  }
  return (
    <WorkbenchContext.Provider value={workbench}>
      <MeContext.Provider value={me}>{pageOf(route)}</MeContext.Provider>
    </WorkbenchContext.Provider>
  );
}

function pageOf(route: Route) {
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "people":
      return <PeoplePage />;
    case "connectors":
      return <ConnectorsPage />;
    case "notebook":
      return <NotebookPage key={route.id} id={route.id} />;
    case "dashboard":
      return <DashboardPage key={route.id} id={route.id} />;
  }
}
