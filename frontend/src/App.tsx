import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { HomePage } from "./home/HomePage";
import { NotebookPage } from "./notebook/NotebookPage";
import { routeOf, usePath } from "./shell/route";
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
  const route = routeOf(usePath());
  if (access === "asking") {
    return null;
  }
  if (access === "out") {
    return <SignIn done={signedIn} />;
  }
  return (
    <WorkbenchContext.Provider value={workbench}>
      {route.page === "home" ? <HomePage /> : <NotebookPage key={route.id} id={route.id} />}
    </WorkbenchContext.Provider>
  );
}
