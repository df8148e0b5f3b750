package dev.riffle.workbench.live;

import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes documents with their rows as they are now. Safe for use from any thread. */
public final class FrozenDocuments {

    private final LiveNotebooks notebooks;
    private final LiveDashboards dashboards;

    public FrozenDocuments(LiveNotebooks notebooks, LiveDashboards dashboards) {
        this.notebooks = notebooks;
        this.dashboards = dashboards;
    }

    /** Empty where it is not there, or in the trash. May wait for the disk. */
    public CompletableFuture<Optional<FrozenDocument>> take(DocumentReference document) {
        return switch (document.kind()) {
            case NOTEBOOK -> takeNotebook(new NotebookId(document.id()));
            case DASHBOARD -> takeDashboard(new DashboardId(document.id()));
        };
    }

    private CompletableFuture<Optional<FrozenDocument>> takeNotebook(NotebookId id) {
        OpenNotebook notebook = notebooks.open(id).orElse(null);
        return notebook == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : notebook.current()
                        .thenApply(view -> Optional.of(FrozenDocument.OfNotebook.now(view.notebook(), view.runs())));
    }

    private CompletableFuture<Optional<FrozenDocument>> takeDashboard(DashboardId id) {
        FirstSight first = new FirstSight();
        return dashboards
                .watch(id, first)
                .whenComplete((there, error) -> dashboards.unwatch(id, first))
                .thenApply(there -> Optional.ofNullable(first.seen.get()));
    }

    /** Keeps what it is told first, and nothing of what happens then. */
    private static final class FirstSight implements DashboardListener {

        private final AtomicReference<@Nullable FrozenDocument> seen = new AtomicReference<>();

        @Override
        public void opened(Dashboard dashboard, List<TileSource> sources, List<DashboardInput> inputs) {
            seen.set(FrozenDocument.OfDashboard.now(dashboard, sources, inputs));
        }

        @Override
        public void edited(String editId, Dashboard dashboard) {}

        @Override
        public void sourceChanged(TileSource source) {}

        @Override
        public void inputsChanged(List<DashboardInput> inputs) {}

        @Override
        public void gone() {}
    }
}
