import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import { HomePage } from "./home/HomePage";
import { NotebookPage } from "./notebook/NotebookPage";
import { call, HttpError } from "./shell/http";
import { routeOf, usePath } from "./shell/route";
import { SignIn } from "./shell/SignIn";
import { WorkbenchContext } from "./store/context";
import { useSignal } from "./store/useSignal";
import { Workbench } from "./store/workbench";

const workbench = new Workbench();

export function App() {
  const [access, setAccess] = useState<"asking" | "in" | "out">("asking");
  useEffect(() => {
    call("GET", "/server").then(
      () => {
        setAccess("in");
        workbench.link.open();
      },
      (error) => {
        if (error instanceof HttpError && error.status === 401) {
          setAccess("out");
        } else {
          setAccess("in");
          workbench.link.open();
        }
      },
    );
  }, []);
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
    return <SignIn />;
  }
  return (
    <WorkbenchContext.Provider value={workbench}>
      {route.page === "home" ? <HomePage /> : <NotebookPage key={route.id} id={route.id} />}
    </WorkbenchContext.Provider>
  );
}
