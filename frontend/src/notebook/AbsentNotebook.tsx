import { DocumentGone, DocumentOpening } from "../shell/AbsentDocument";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import type { OpenNotebook } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";

/** In place of a notebook that is not here: gone, not opened yet, or not to be opened. */
export function AbsentNotebook({ notebook }: { readonly notebook: OpenNotebook }) {
  const gone = useSignal(notebook.gone);
  const trouble = useSignal(notebook.trouble);
  const home = { to: "/", label: "All notebooks" };
  return gone ? (
    <DocumentGone what="notebook" home={home} />
  ) : (
    <div className="page">
      <ConnectionBanner />
      <DocumentOpening what="notebook" trouble={trouble} home={home} again={() => notebook.connected()} />
    </div>
  );
}
