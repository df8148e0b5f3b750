import { dashboardTitleOf, useDashboards } from "../shell/dashboards";
import { titleOf, useNotebooks } from "../shell/notebooks";
import { PageLink } from "../shell/PageLink";

/** The way to the other notebooks and to the dashboards, newest first. */
export function NotebookList({ current }: { readonly current: string }) {
  const notebooks = useNotebooks();
  const dashboards = useDashboards();
  return (
    <>
      <nav aria-label="Notebooks" className="panel-notebooks">
        {notebooks?.map((line) => (
          <PageLink key={line.id} to={`/n/${line.id}`} className="panel-notebook" current={line.id === current}>
            <span>{titleOf(line)}</span>
            {line.running > 0 && <i className="dot live" title={`${line.running} running`} />}
          </PageLink>
        ))}
      </nav>
      <nav aria-label="Dashboards" className="panel-notebooks">
        <PageLink to="/?shelf=dashboards" className="panel-heading">
          Dashboards
        </PageLink>
        {dashboards?.map((line) => (
          <PageLink key={line.id} to={`/d/${line.id}`} className="panel-notebook">
            <span>{dashboardTitleOf(line)}</span>
            {line.keptRunning && <i className="dot live" title="Kept running" />}
          </PageLink>
        ))}
        {dashboards?.length === 0 && (
          <p className="quiet panel-note">None yet. “Pin to dashboard…” is in the menu of every cell.</p>
        )}
      </nav>
    </>
  );
}
