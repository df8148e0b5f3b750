package dev.riffle.workbench.live;

import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.Role;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardEdit;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.dashboard.DashboardRejection;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.dashboard.TileId;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.storage.DashboardStore;
import dev.riffle.workbench.storage.DashboardSummary;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All dashboards: those that are looked at or kept running, and the rest through the store. Fields are confined to the
 * dashboards' thread; methods may be called from any and answer by a future.
 */
public final class LiveDashboards implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveDashboards.class);
    private static final int CLOSE_SECONDS = 10;

    private final DashboardStore store;
    private final Clock clock;
    private final Map<DashboardId, OpenDashboard> open = new HashMap<>();
    private final WatchedNotebooks notebooks;
    private final KeptRuns keptRuns;

    /** What is waited for until it is known what its tiles show; it stays open meanwhile, whatever others do. */
    private final Set<Entering> entering = new HashSet<>();

    /** A dashboard, and notebooks, that somebody is about to need; each is itself alone. */
    private static final class Entering {

        final DashboardId dashboard;
        final Set<NotebookId> notebooks = new HashSet<>();

        Entering(DashboardId dashboard) {
            this.dashboard = dashboard;
        }
    }

    /** SQL cells that dashboards keep running. Read from any thread. */
    private volatile Set<CellReference> kept = Set.of();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "dashboards");
        made.setDaemon(true);
        return made;
    });

    public LiveDashboards(DashboardStore store, LiveNotebooks notebooks, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.notebooks = new WatchedNotebooks(notebooks, this::post, this::settle);
        this.keptRuns = new KeptRuns(clock, new KeptRuns.Starter() {
            @Override
            public void start(CellReference query) {
                LiveDashboards.this.notebooks.on(
                        query.notebook(), notebook -> startCells(notebook, Set.of(query.cell())));
            }

            @Override
            public void wakeAt(Instant when) {
                long millis =
                        Math.max(0, Duration.between(clock.instant(), when).toMillis() + 1);
                var unused = thread.schedule(LiveDashboards.this::settleOnThread, millis, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Starts what is kept running. */
    public void start() {
        notebooks.start();
        var unused = ask(() -> {
            store.keptRunning().forEach(this::opened);
            keepWhatIsNeeded();
            return null;
        });
    }

    public List<DashboardSummary> list(String search, boolean trash, @Nullable AccountId account) {
        return store.list(search, trash, account);
    }

    /** The newest state, from the trash too. */
    public Optional<Dashboard> find(DashboardId id) {
        return store.find(id);
    }

    public Dashboard create(Author author, String title) {
        return create(author, title, "", List.of());
    }

    public Dashboard create(Author author, String title, String description, List<Tile> tiles) {
        Instant now = clock.instant();
        Dashboard dashboard = new Dashboard(
                new DashboardId(UUID.randomUUID().toString()), title, description, false, 1, now, now, null, tiles);
        store.create(dashboard, Contribution.creation(author));
        return dashboard;
    }

    /** A copy with tiles of its own that show the same cells; it is not kept running until somebody says so. */
    public Optional<Dashboard> duplicate(Author author, DashboardId id) {
        return store.find(id).map(original -> {
            String title = original.title() + " (copy)";
            String fitting = title.length() > Dashboard.MOST_TITLE ? original.title() : title;
            List<Tile> tiles = original.tiles().stream()
                    .map(tile -> new Tile(
                            new TileId(UUID.randomUUID().toString()),
                            tile.place(),
                            tile.title(),
                            tile.description(),
                            tile.content()))
                    .toList();
            return create(author, fitting, original.description(), tiles);
        });
    }

    /** Moves it to the trash; false where it is not there or in it already. */
    public CompletableFuture<Boolean> trash(DashboardId id) {
        return ask(() -> {
            OpenDashboard dashboard = opened(id).orElse(null);
            if (dashboard == null) {
                return false;
            }
            dashboard.trash();
            open.remove(id);
            keepWhatIsNeeded();
            return true;
        });
    }

    /**
     * Takes it out of the trash. What it kept running is started again, where whoever restores it may do that; else it is
     * kept running no longer.
     */
    public CompletableFuture<Optional<Dashboard>> restore(DashboardId id, Predicate<Dashboard> mayRun) {
        return ask(() -> store.find(id)
                .filter(dashboard -> dashboard.trashedAt() != null)
                .map(dashboard -> {
                    Dashboard whole = dashboard.withTrashedAt(null);
                    Dashboard restored = whole.keptRunning() && !mayRun.test(whole) ? whole.notKeptRunning() : whole;
                    store.update(dashboard, restored, null, null);
                    if (restored.keptRunning()) {
                        opened(id);
                        keepWhatIsNeeded();
                        // What has ended meanwhile, since nobody watched it, would not begin by itself.
                        var unused = run(id, null, mayRun);
                    }
                    return restored;
                }));
    }

    /** Deletes it for good; false where it is not in the trash. */
    public CompletableFuture<Boolean> delete(DashboardId id) {
        return ask(() -> {
            boolean inTrash = store.find(id)
                    .map(dashboard -> dashboard.trashedAt() != null)
                    .orElse(false);
            if (inTrash) {
                store.delete(id);
            }
            return inTrash;
        });
    }

    /** Adds a watcher; it is told what there is, then what happens, without a gap. False where there is no such one. */
    public CompletableFuture<Boolean> watch(DashboardId id, DashboardListener listener) {
        return withNotebooks(id, Set.of(), () -> {
            OpenDashboard dashboard = opened(id).orElse(null);
            if (dashboard != null) {
                dashboard.watch(listener);
            }
            return dashboard != null;
        });
    }

    /**
     * The dashboard for somebody who may give inputs values of their own; it is to be watched by this.
     *
     * @param roles theirs in each notebook
     */
    public ViewerDashboard forViewer(DashboardListener shown, Function<NotebookId, Optional<Role>> roles) {
        return new ViewerDashboard(
                shown, this::post, notebooks::open, notebooks::query, notebooks::viewerInputs, roles);
    }

    public void unwatch(DashboardId id, DashboardListener listener) {
        var unused = ask(() -> {
            OpenDashboard dashboard = open.get(id);
            if (dashboard != null) {
                dashboard.unwatch(listener);
                keepWhatIsNeeded();
            }
            return null;
        });
    }

    /** As it was in a version. */
    public Optional<Dashboard> version(DashboardId id, long number) {
        return store.version(id, number);
    }

    /** Those with tiles made of cells of a notebook, without those in the trash. */
    public List<Dashboard> showing(NotebookId notebook) {
        return store.showing(notebook).stream()
                .flatMap(id -> store.find(id).stream())
                .toList();
    }

    /** @param allowed asked of the dashboard as it is when it is the restoration's turn */
    public CompletableFuture<DashboardOutcome> restoreVersion(
            Author author, DashboardId id, long basedOn, long version, Predicate<Dashboard> allowed) {
        Set<CellReference> shown =
                store.version(id, version).map(Dashboard::references).orElse(Set.of());
        return changed(id, shown, allowed, dashboard -> dashboard.restoreVersion(author, basedOn, version));
    }

    /** @param allowed asked of the dashboard as it is when it is the edit's turn */
    public CompletableFuture<DashboardOutcome> edit(
            Author author,
            DashboardId id,
            String editId,
            long basedOn,
            DashboardEdit edit,
            Predicate<Dashboard> allowed) {
        return changed(id, references(edit), allowed, dashboard -> dashboard.edit(author, editId, basedOn, edit));
    }

    /** @param shown cells that the change makes it show */
    private CompletableFuture<DashboardOutcome> changed(
            DashboardId id,
            Set<CellReference> shown,
            Predicate<Dashboard> allowed,
            Function<OpenDashboard, DashboardOutcome> change) {
        // What a new tile shows is known when those who watch are told of it.
        return withNotebooks(id, shown, () -> {
            OpenDashboard dashboard = opened(id).orElse(null);
            if (dashboard == null) {
                return new DashboardOutcome.Refused(DashboardRejection.DASHBOARD_GONE);
            }
            Dashboard before = dashboard.dashboard();
            if (!allowed.test(before)) {
                return new DashboardOutcome.Refused(DashboardRejection.FORBIDDEN);
            }
            DashboardOutcome outcome = change.apply(dashboard);
            startWhatIsKeptNow(before, dashboard.dashboard());
            return outcome;
        });
    }

    /** What the change keeps running, also where it had been stopped before. */
    private void startWhatIsKeptNow(Dashboard before, Dashboard after) {
        if (after.keptRunning()) {
            Set<CellReference> kept = new HashSet<>(after.references());
            if (before.keptRunning()) {
                kept.removeAll(before.references());
            }
            onQueries(kept, LiveDashboards::startCells);
        }
    }

    /** The cells that an edit makes the dashboard show. */
    public static Set<CellReference> references(DashboardEdit edit) {
        if (edit instanceof DashboardEdit.AddTile added) {
            return added.tile().content().reference().map(Set::of).orElse(Set.of());
        }
        return edit instanceof DashboardEdit.SetTile set
                ? set.content().reference().map(Set::of).orElse(Set.of())
                : Set.of();
    }

    /** Does something once it is known what the tiles of the dashboard, and these cells, show. */
    private <T> CompletableFuture<T> withNotebooks(DashboardId id, Set<CellReference> more, Supplier<T> then) {
        Entering waiting = new Entering(id);
        return ask(() -> {
                    entering.add(waiting);
                    more.forEach(reference -> waiting.notebooks.add(reference.notebook()));
                    opened(id).ifPresent(dashboard -> dashboard
                            .dashboard()
                            .references()
                            .forEach(reference -> waiting.notebooks.add(reference.notebook())));
                    return waiting.notebooks.stream()
                            .map(notebook -> notebooks.watching(notebook).enter())
                            .toArray(CompletableFuture[]::new);
                })
                .thenCompose(CompletableFuture::allOf)
                .thenApplyAsync(unused -> then.get(), thread)
                .whenCompleteAsync(
                        (done, error) -> {
                            entering.remove(waiting);
                            keepWhatIsNeeded();
                        },
                        thread);
    }

    /**
     * Starts what tiles need and does not run.
     *
     * @param tile null for all
     * @param allowed asked of the dashboard as it is when it comes to that
     * @return false where there is no such dashboard, or it is not allowed any more
     */
    public CompletableFuture<Boolean> run(DashboardId id, @Nullable TileId tile, Predicate<Dashboard> allowed) {
        return withQueries(id, tile, allowed, LiveDashboards::startCells);
    }

    /**
     * Stops what tiles show.
     *
     * @param tile null for all
     * @param allowed asked of the dashboard as it is when it comes to that
     * @return false where there is no such dashboard, or it is not allowed any more
     */
    public CompletableFuture<Boolean> stop(DashboardId id, @Nullable TileId tile, Predicate<Dashboard> allowed) {
        return withQueries(
                id,
                tile,
                allowed,
                (notebook, cells) -> cells.forEach(cell -> {
                    notebook.stop(cell);
                    CellReference query = new CellReference(notebook.id(), cell);
                    keptRuns.stop(query, notebooks.run(query));
                }));
    }

    /** The input of a dashboard, as it is now. */
    public CompletableFuture<Optional<DashboardInput>> input(DashboardId id, CellReference input) {
        return withNotebooks(
                id, Set.of(), () -> opened(id).flatMap(dashboard -> notebooks.inputs(dashboard.dashboard()).stream()
                        .filter(known -> known.reference().equals(input))
                        .findFirst()));
    }

    private static void startCells(OpenNotebook notebook, Set<CellId> cells) {
        var unused = notebook.start(cells).whenComplete((runs, error) -> {
            if (error != null) {
                LOG.warn("Cells of the notebook {} could not be started", notebook.id(), error);
            }
        });
    }

    private CompletableFuture<Boolean> withQueries(
            DashboardId id,
            @Nullable TileId tile,
            Predicate<Dashboard> allowed,
            BiConsumer<OpenNotebook, Set<CellId>> act) {
        return withNotebooks(id, Set.of(), () -> {
            OpenDashboard dashboard = opened(id).orElse(null);
            if (dashboard == null || !allowed.test(dashboard.dashboard())) {
                return false;
            }
            Set<CellReference> shown = dashboard.dashboard().tiles().stream()
                    .filter(candidate -> tile == null || candidate.id().equals(tile))
                    .flatMap(candidate -> candidate.content().reference().stream())
                    .collect(Collectors.toSet());
            onQueries(shown, act);
            return true;
        });
    }

    /** Does it, of each notebook, with the cells whose queries these need. */
    private void onQueries(Set<CellReference> shown, BiConsumer<OpenNotebook, Set<CellId>> act) {
        shown.stream()
                .flatMap(reference -> notebooks.query(reference).stream())
                .collect(Collectors.groupingBy(
                        CellReference::notebook, Collectors.mapping(CellReference::cell, Collectors.toSet())))
                .forEach((notebook, cells) -> notebooks.on(notebook, open -> act.accept(open, cells)));
    }

    /** Whether some dashboard keeps the query of this cell running. */
    public boolean isKept(NotebookId notebook, CellId cell) {
        return kept.contains(new CellReference(notebook, cell));
    }

    /** Where it is not open, it is opened; whoever does so calls {@link #keepWhatIsNeeded} afterwards. */
    private Optional<OpenDashboard> opened(DashboardId id) {
        OpenDashboard known = open.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<OpenDashboard> found = store.find(id)
                .filter(dashboard -> dashboard.trashedAt() == null)
                .map(dashboard -> new OpenDashboard(dashboard, store, clock, this::source, notebooks::inputs));
        found.ifPresent(dashboard -> open.put(id, dashboard));
        return found;
    }

    /** Null while it is not known yet what the cell shows. */
    private @Nullable TileSource source(CellReference reference) {
        return notebooks.source(reference, keptRuns::restart);
    }

    private void settleOnThread() {
        try {
            settle();
        } catch (RuntimeException e) {
            LOG.warn("Dashboards could not be brought up to date", e);
        }
    }

    /** Starts what is to be started, and tells what has changed. */
    private void settle() {
        Set<CellReference> queries = open.values().stream()
                .map(OpenDashboard::dashboard)
                .filter(Dashboard::keptRunning)
                .flatMap(dashboard -> dashboard.references().stream())
                .flatMap(reference -> notebooks.query(reference).stream())
                .collect(Collectors.toUnmodifiableSet());
        kept = queries;
        keptRuns.settle(queries, notebooks::run);
        open.values().forEach(OpenDashboard::settle);
    }

    /** Dashboards that nobody looks at or keeps running are let go; the notebooks that the others need are watched, and no more. */
    private void keepWhatIsNeeded() {
        Set<DashboardId> entered =
                entering.stream().map(waiting -> waiting.dashboard).collect(Collectors.toSet());
        open.values()
                .removeIf(dashboard -> !dashboard.isWatched()
                        && !dashboard.dashboard().keptRunning()
                        && !entered.contains(dashboard.dashboard().id()));
        Set<NotebookId> needed = open.values().stream()
                .flatMap(dashboard -> dashboard.dashboard().references().stream())
                .map(CellReference::notebook)
                .collect(Collectors.toSet());
        entering.forEach(waiting -> needed.addAll(waiting.notebooks));
        notebooks.keep(needed);
        settle();
    }

    /** What comes after the end is nobody's. */
    private void post(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The dashboards are closed", e);
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> ask(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The dashboards' thread has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
