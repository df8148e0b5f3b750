package dev.riffle.workbench.live;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookEdit;
import dev.riffle.workbench.notebook.TextUpdate;
import java.util.List;

/** Told what happens to an open notebook, in order, on the notebook's thread. Must return at once. */
public interface NotebookListener {

    /** Told first, and again where an earlier version was brought back. */
    void opened(OpenNotebook.View view);

    void edited(long revision, String editId, NotebookEdit edit);

    /** @param version of the text before the updates */
    void textUpdated(CellId cell, long version, long revision, List<TextUpdate> updates);

    void runChanged(RunStatus run);

    void catalogChanged(CatalogListing catalog);

    /** It was moved to the trash or deleted; nothing more is told. */
    void gone();
}
