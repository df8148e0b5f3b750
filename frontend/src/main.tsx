import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "react-grid-layout/css/styles.css";
import "./riffle.css";
import "./dashboard/dashboard.css";
import "./input/input.css";
import "./shell/share.css";
import "./people/people.css";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { JoinPage } from "./people/JoinPage";
import { SharedApp } from "./SharedApp";
import { joinAddress, sharedAddress } from "./shell/route";
import { theme } from "./shell/theme";

const root = document.getElementById("root");
const shared = sharedAddress(location.pathname);
const joining = joinAddress(location.pathname);

function appOf() {
  if (shared !== null) {
    return <SharedApp address={shared} />;
  }
  return joining === null ? <App /> : <JoinPage address={joining} />;
}

if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          {appOf()}
        </ModalsProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
