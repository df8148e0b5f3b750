import { ConnectionBanner } from "../shell/ConnectionBanner";
import { dashboardTitleOf } from "../shell/dashboards";
import { useSearch } from "../shell/route";
import { SharedBar } from "../shell/SharedBar";
import { useOpened, useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { cellOf } from "../wire/dashboard";
import { InputBar } from "./InputBar";
import { kioskOf } from "./kiosk";
import { TileGrid } from "./TileGrid";
import { TileView } from "./TileView";
import { useIdleHands, useSelfReload, useWakeLock } from "./useWall";

const NOTHING = () => undefined;

interface SharedDashboardPageProps {
  readonly id: string;
  /** Whether whoever looks has pages of their own to go back to. */
  readonly home: boolean;
}

/** A dashboard as a share link shows it, or to somebody who may only view it: live, and nothing to press. */
export function SharedDashboardPage({ id, home }: SharedDashboardPageProps) {
  const workbench = useWorkbench();
  const dashboard = useOpened(workbench.dashboards, id);
  const kiosk = kioskOf(useSearch()) !== null;
  useSelfReload(kiosk);
  useWakeLock(kiosk);
  const idle = useIdleHands();
  const document = useSignal(dashboard.document);
  const gone = useSignal(dashboard.gone);
  if (gone) {
    return (
      <main className="gone">
        <h1>This dashboard is not here any more</h1>
        <p>Whoever shared it has moved it to the trash or deleted it.</p>
      </main>
    );
  }
  if (!document) {
    return <p className="quiet loading">Opening the dashboard…</p>;
  }
  return (
    <div className="page" data-bare={kiosk || undefined} data-idle={(kiosk && idle) || undefined}>
      {!kiosk && (
        <>
          <SharedBar title={dashboardTitleOf(document)} home={home} />
          <ConnectionBanner />
        </>
      )}
      <main className="dashboard" data-scrolls data-testid="dashboard">
        {document.description !== "" && <p className="dashboard-description">{document.description}</p>}
        {!kiosk && <InputBar dashboard={dashboard} />}
        <TileGrid
          tiles={document.tiles}
          arranging={false}
          change={NOTHING}
          draw={(tile) => (
            <TileView
              key={JSON.stringify(cellOf(tile))}
              dashboard={dashboard}
              tile={tile}
              arranging={false}
              actions={null}
            />
          )}
        />
      </main>
    </div>
  );
}
