package dev.riffle.workbench.live;

import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The notebooks whose cells dashboards show. Confined to the dashboards' thread. */
final class WatchedNotebooks {

    private final LiveNotebooks notebooks;
    private final Executor thread;
    private final Runnable changed;
    private final Map<NotebookId, WatchedNotebook> watched = new HashMap<>();

    /**
     * @param thread the dashboards'
     * @param changed told on it whenever something of one may be new
     */
    WatchedNotebooks(LiveNotebooks notebooks, Executor thread, Runnable changed) {
        this.notebooks = notebooks;
        this.thread = thread;
        this.changed = changed;
    }

    /** From then on a notebook that comes out of the trash is shown again where tiles name it. */
    void start() {
        notebooks.onRestored(id -> thread.execute(() -> {
            WatchedNotebook notebook = watched.get(id);
            if (notebook != null) {
                var unused = notebook.enter();
            }
        }));
    }

    WatchedNotebook watching(NotebookId notebook) {
        return watched.computeIfAbsent(notebook, unused -> new WatchedNotebook(notebook, notebooks, thread, changed));
    }

    /** Watches these and no others. */
    void keep(Set<NotebookId> needed) {
        watched.entrySet().removeIf(entry -> {
            boolean unneeded = !needed.contains(entry.getKey());
            if (unneeded) {
                entry.getValue().leave();
            }
            return unneeded;
        });
        needed.stream().filter(notebook -> !watched.containsKey(notebook)).forEach(notebook -> {
            var unused = watching(notebook).enter();
        });
    }

    /**
     * Null while it is not known yet what the cell shows.
     *
     * @param restarts planned for a query
     */
    @Nullable
    TileSource source(CellReference reference, Function<CellReference, @Nullable Restart> restarts) {
        WatchedNotebook notebook = watched.get(reference.notebook());
        if (notebook != null && notebook.isOpening()) {
            return null;
        }
        Notebook document = notebook == null ? null : notebook.notebook();
        return notebook == null || document == null
                ? TileSource.gone(reference, "")
                : TileSource.of(
                        reference,
                        document,
                        notebook::run,
                        cell -> restarts.apply(new CellReference(reference.notebook(), cell)),
                        notebook::inputsOf);
    }

    /** The inputs of all notebooks that tiles name, in the order of the tiles and then of the cells. */
    List<DashboardInput> inputs(Dashboard dashboard) {
        Set<NotebookId> named = new LinkedHashSet<>();
        dashboard.references().forEach(reference -> named.add(reference.notebook()));
        List<DashboardInput> inputs = new ArrayList<>();
        for (NotebookId id : named) {
            Notebook document = document(id);
            if (document != null) {
                document.inputCells().forEach(cell -> inputs.add(DashboardInput.of(id, document.title(), cell)));
            }
        }
        return inputs;
    }

    /** The SQL cell that must run for this cell to show something. */
    Optional<CellReference> query(CellReference reference) {
        Notebook document = document(reference.notebook());
        if (document == null) {
            return Optional.empty();
        }
        return document.cell(reference.cell())
                .flatMap(TileSource::queryOf)
                .filter(query -> document.cell(query).orElse(null) instanceof Cell.Sql)
                .map(query -> new CellReference(reference.notebook(), query));
    }

    /** The names of the inputs of which a value of a viewer's own changes what this query shows them. */
    List<String> viewerInputs(CellReference query) {
        WatchedNotebook notebook = watched.get(query.notebook());
        return notebook == null ? List.of() : notebook.viewerInputsOf(query.cell());
    }

    private @Nullable Notebook document(NotebookId id) {
        WatchedNotebook notebook = watched.get(id);
        return notebook == null ? null : notebook.notebook();
    }

    Optional<OpenNotebook> open(NotebookId id) {
        WatchedNotebook notebook = watched.get(id);
        return Optional.ofNullable(notebook == null ? null : notebook.open());
    }

    /** Does it with the notebook where that is open. */
    void on(NotebookId id, Consumer<OpenNotebook> act) {
        open(id).ifPresent(act);
    }

    @Nullable
    RunStatus run(CellReference query) {
        WatchedNotebook notebook = watched.get(query.notebook());
        return notebook == null ? null : notebook.run(query.cell());
    }
}
