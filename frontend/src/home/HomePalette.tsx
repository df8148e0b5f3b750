import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { type DashboardLine, dashboardTitleOf, listDashboards } from "../shell/dashboards";
import { listNotebooks, type NotebookLine, titleOf } from "../shell/notebooks";
import { goTo } from "../shell/route";

interface HomePaletteProps {
  readonly create: () => void;
  readonly createDashboard: () => void;
  readonly chooseFile: () => void;
  readonly secrets: () => void;
  readonly samples: readonly { readonly title: string; readonly open: () => void }[];
}

const MOST_SHOWN = 12;

/** What can be done at home, and every notebook and dashboard by its title. */
export function HomePalette({ create, createDashboard, chooseFile, secrets, samples }: HomePaletteProps) {
  const [notebooks, setNotebooks] = useState<readonly NotebookLine[]>([]);
  const [dashboards, setDashboards] = useState<readonly DashboardLine[]>([]);
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  return (
    <Spotlight
      transitionProps={{ duration: 0 }}
      shortcut={["mod + K", "mod + shift + P"]}
      onSpotlightOpen={() => {
        listNotebooks().then(setNotebooks, () => undefined);
        listDashboards().then(setDashboards, () => undefined);
      }}
      nothingFound="No such notebook, dashboard or command"
      highlightQuery
      limit={MOST_SHOWN}
      scrollable
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: "Open a notebook or a dashboard, or do something",
      }}
      actions={[
        { id: "new", label: "New notebook", onClick: create },
        { id: "new-dashboard", label: "New dashboard", onClick: createDashboard },
        { id: "import", label: "Import a Markdown file", onClick: chooseFile },
        { id: "connectors", label: "Connectors and their options", onClick: () => goTo("/connectors") },
        { id: "secrets", label: "Secrets", onClick: secrets },
        {
          id: "colours",
          label: dark ? "Light colours" : "Dark colours",
          onClick: () => setColorScheme(dark ? "light" : "dark"),
        },
        ...samples.map(({ title, open }) => ({
          id: `sample ${title}`,
          label: `Open the sample “${title}”`,
          onClick: open,
        })),
        ...notebooks.map((line) => ({
          id: line.id,
          label: titleOf(line),
          description: `Notebook · ${line.cells} ${line.cells === 1 ? "cell" : "cells"}`,
          onClick: () => goTo(`/n/${line.id}`),
        })),
        ...dashboards.map((line) => ({
          id: `dashboard ${line.id}`,
          label: dashboardTitleOf(line),
          description: `Dashboard · ${line.tiles} ${line.tiles === 1 ? "tile" : "tiles"}`,
          onClick: () => goTo(`/d/${line.id}`),
        })),
      ]}
    />
  );
}
