import { Button } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMemo, useState } from "react";
import { DashboardHistory } from "../history/DashboardHistory";
import { DocumentGone, DocumentOpening } from "../shell/AbsentDocument";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { sizeOf } from "../shell/dashboards";
import { EmbedDialog } from "../shell/EmbedDialog";
import { goTo, useSearch } from "../shell/route";
import { ShareDialog } from "../shell/ShareDialog";
import { useOpened, useWorkbench } from "../store/context";
import { changedPlaces, type Direction, firstFreePlace, moved, resized } from "../store/grid";
import { newId } from "../store/newId";
import { type OpenDashboard, sourceKey } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import { cellOf, type Dashboard, type Tile, type TileSource } from "../wire/dashboard";
import { DashboardBar } from "./DashboardBar";
import { DashboardPalette } from "./DashboardPalette";
import { DescriptionDialog } from "./DescriptionDialog";
import type { DashboardActions } from "./dashboardActions";
import { InputBar } from "./InputBar";
import { type Kiosk, kioskOf } from "./kiosk";
import { SharedDashboardPage } from "./SharedDashboardPage";
import { TileDialog, type TileWords } from "./TileDialog";
import { TileGrid } from "./TileGrid";
import { TileView } from "./TileView";
import type { TileActions } from "./tileActions";
import { tileTitle } from "./tileTitle";
import { useDashboardKeys } from "./useDashboardKeys";
import { useIdleHands, useRotation, useSelfReload, useWakeLock } from "./useWall";

const HOME = { to: "/?shelf=dashboards", label: "All dashboards" };

/** One dashboard: its tiles, live, to look at, to arrange, or on a wall. */
export function DashboardPage({ id }: { readonly id: string }) {
  const workbench = useWorkbench();
  const dashboard = useOpened(workbench.dashboards, id);
  const search = useSearch();
  const kiosk = useMemo(() => kioskOf(search), [search]);
  useRotation(kiosk, id);
  useSelfReload(kiosk !== null);
  const document_ = useSignal(dashboard.document);
  const gone = useSignal(dashboard.gone);
  const trouble = useSignal(dashboard.trouble);
  const role = useSignal(dashboard.role);
  if (gone) {
    return <DocumentGone what="dashboard" home={HOME} />;
  }
  if (!document_) {
    return (
      <div className="page">
        {!kiosk && <ConnectionBanner />}
        <DocumentOpening what="dashboard" trouble={trouble} home={HOME} again={() => dashboard.connected()} />
      </div>
    );
  }
  if (role === "viewer") {
    return <SharedDashboardPage id={id} home />;
  }
  return <OpenedDashboard dashboard={dashboard} document={document_} kiosk={kiosk} />;
}

interface OpenedDashboardProps {
  readonly dashboard: OpenDashboard;
  readonly document: Dashboard;
  readonly kiosk: Kiosk | null;
}

function OpenedDashboard({ dashboard, document: document_, kiosk }: OpenedDashboardProps) {
  const [editing, setEditing] = useState(false);
  const [subject, setSubject] = useState<Tile | "new" | null>(null);
  const [describing, setDescribing] = useState(false);
  const [sharing, setSharing] = useState(false);
  const [embedding, setEmbedding] = useState<string | null>(null);
  const owned = useSignal(dashboard.role) === "owner";
  const [history, setHistory] = useState(false);
  const { fullscreen, toggle } = useFullscreenDocument();
  const bare = kiosk !== null || fullscreen;
  const arranging = editing && !bare;
  const idle = useIdleHands();
  useWakeLock(bare);
  const { tiles } = document_;

  // Only dialogs name tiles here: each tile draws itself again when what it shows changes.
  const sources = useSignal(dashboard.sources, subject !== null || sharing || embedding !== null);
  const sourceOf = (tile: Tile): TileSource | null => {
    const cell = cellOf(tile);
    return cell && (sources.get(sourceKey(cell)) ?? null);
  };
  const embeddable = tiles.map((tile) => ({ id: tile.id, title: tileTitle(tile, sourceOf(tile)) }));
  const actions: DashboardActions = {
    edit: () => setEditing(!editing),
    addText: () => setSubject("new"),
    describe: () => setDescribing(true),
    share: () => setSharing(true),
    history: () => setHistory(true),
    fullScreen: () => void toggle().catch(() => dashboard.tell("The browser does not allow full screen here.")),
  };
  const saveTile = (words: TileWords) => {
    if (subject === "new") {
      const size = sizeOf("prose");
      const place = firstFreePlace(tiles, size.width, size.height);
      dashboard.edit({ kind: "addTile", tile: { id: newId(), ...words, ...place } });
    } else if (subject) {
      dashboard.edit({ kind: "setTile", tile: subject.id, ...words });
    }
  };
  const remove = (tile: Tile) => {
    dashboard.edit({ kind: "removeTile", tile: tile.id });
    const notice = notifications.show({
      message: (
        <span>
          Tile removed.{" "}
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              notifications.hide(notice);
              dashboard.edit({ kind: "addTile", tile });
            }}
          >
            Undo
          </Button>
        </span>
      ),
    });
  };
  const arrange = (after: readonly Tile[]) =>
    dashboard.edit({ kind: "arrangeTiles", places: changedPlaces(tiles, after) });
  const tileActions = (tile: Tile): TileActions => ({
    start: () => dashboard.run(tile.id),
    stop: () => dashboard.stop(tile.id),
    edit: () => setSubject(tile),
    remove: () => remove(tile),
    embed: owned ? () => setEmbedding(tile.id) : null,
    move: (direction: Direction) => arrange(moved(tiles, tile.id, direction)),
    resize: (direction: Direction) => arrange(resized(tiles, tile.id, direction)),
  });

  useDashboardKeys({
    edit: () => !bare && setEditing(true),
    leave: () => {
      if (kiosk) {
        goTo(`/d/${dashboard.id}`);
      } else {
        setEditing(false);
      }
    },
    undo: () => dashboard.undo(),
    redo: () => dashboard.redo(),
    fullScreen: actions.fullScreen,
  });

  return (
    <div className="page" data-bare={bare || undefined} data-idle={(bare && idle) || undefined}>
      {!bare && (
        <>
          <DashboardBar dashboard={dashboard} document={document_} editing={editing} actions={actions} />
          <ConnectionBanner />
        </>
      )}
      <main className="dashboard" data-scrolls data-testid="dashboard">
        {document_.description !== "" && <p className="dashboard-description">{document_.description}</p>}
        {!bare && <InputBar dashboard={dashboard} />}
        {tiles.length === 0 ? (
          <EmptyDashboard bare={bare} addText={actions.addText} />
        ) : (
          <TileGrid
            tiles={tiles}
            arranging={arranging}
            change={(edit) => dashboard.edit(edit)}
            draw={(tile, arrangeable) => (
              <TileView
                // Another cell has other rows: those of the one before must not stand in for them.
                key={JSON.stringify(cellOf(tile))}
                dashboard={dashboard}
                tile={tile}
                arranging={arrangeable}
                actions={bare ? null : tileActions(tile)}
              />
            )}
          />
        )}
      </main>
      <TileDialog
        subject={subject}
        now={subject === null || subject === "new" ? null : (tiles.find((tile) => tile.id === subject.id) ?? null)}
        cellTitle={
          subject !== null && subject !== "new" ? tileTitle({ ...subject, title: null }, sourceOf(subject)) : ""
        }
        save={saveTile}
        close={() => setSubject(null)}
      />
      <DescriptionDialog
        opened={describing}
        description={document_.description}
        save={(description) => dashboard.edit({ kind: "setDescription", description })}
        close={() => setDescribing(false)}
      />
      <ShareDialog
        kind="dashboard"
        id={dashboard.id}
        title={document_.title}
        tiles={embeddable}
        opened={sharing}
        close={() => setSharing(false)}
      />
      <EmbedDialog
        id={dashboard.id}
        title={document_.title}
        tiles={embeddable}
        tile={embedding}
        close={() => setEmbedding(null)}
      />
      <DashboardHistory
        dashboard={dashboard}
        document={document_}
        titleOf={tileTitle}
        opened={history}
        close={() => setHistory(false)}
      />
      {!bare && <DashboardPalette dashboard={dashboard} editing={editing} actions={actions} />}
    </div>
  );
}

function EmptyDashboard({ bare, addText }: { readonly bare: boolean; readonly addText: () => void }) {
  return (
    <div className="dashboard-empty">
      <h2>Nothing here yet</h2>
      <p>
        Open a notebook, and choose “Pin to dashboard…” in the menu of a chart, a SQL cell or a Markdown cell: it is
        then shown here, live.
      </p>
      {!bare && (
        <Button variant="default" onClick={addText}>
          Add text
        </Button>
      )}
    </div>
  );
}
