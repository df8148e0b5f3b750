import { NotebookLink } from "../shell/NotebookLink";
import { titleOf, useNotebooks } from "../shell/notebooks";

/** The way to the other notebooks, newest first. */
export function NotebookList({ current }: { readonly current: string }) {
  const lines = useNotebooks();
  return (
    <nav aria-label="Notebooks" className="panel-notebooks">
      {lines?.map((line) => (
        <NotebookLink key={line.id} id={line.id} className="panel-notebook" current={line.id === current}>
          <span>{titleOf(line)}</span>
          {line.running > 0 && <i className="dot live" title={`${line.running} running`} />}
        </NotebookLink>
      ))}
    </nav>
  );
}
