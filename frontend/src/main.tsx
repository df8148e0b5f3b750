import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "react-grid-layout/css/styles.css";
import "./riffle.css";
import "./dashboard/dashboard.css";
import "./input/input.css";
import "./shell/share.css";
import "./shell/embed.css";
import "./people/people.css";
import "./connect/connect.css";
import "./connectors/connectors.css";
import "./connect/database.css";
import "./history/history.css";
import { MantineProvider } from "@mantine/core";
import { useColorScheme } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { JoinPage } from "./people/JoinPage";
import { SharedApp } from "./SharedApp";
import { type Embedding, embeddingOf } from "./shell/embedding";
import { joinAddress, sharedAddress } from "./shell/route";
import { theme } from "./shell/theme";

const root = document.getElementById("root");
const shared = sharedAddress(location.pathname);
const joining = joinAddress(location.pathname);
const embedding = embeddingOf(location.pathname, location.search);

/** In a frame, the page around it or the visitor's system says which colours there are: nothing is kept or chosen here. */
function Embedded({ embedding }: { readonly embedding: Embedding }) {
  const system = useColorScheme("light", { getInitialValueInEffect: false });
  return (
    <MantineProvider theme={theme} forceColorScheme={embedding.theme ?? system}>
      <SharedApp address={embedding.address} embedding={embedding} />
    </MantineProvider>
  );
}

function appOf() {
  if (shared !== null) {
    return <SharedApp address={shared} embedding={null} />;
  }
  return joining === null ? <App /> : <JoinPage address={joining} />;
}

if (root) {
  createRoot(root).render(
    <StrictMode>
      {embedding ? (
        <Embedded embedding={embedding} />
      ) : (
        <MantineProvider theme={theme} defaultColorScheme="auto">
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} />
            {appOf()}
          </ModalsProvider>
        </MantineProvider>
      )}
    </StrictMode>,
  );
}
