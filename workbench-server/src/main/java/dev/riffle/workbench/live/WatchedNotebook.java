package dev.riffle.workbench.live;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.statement.InputReferences;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookEdit;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.TextUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A notebook as dashboards see it: its newest document and runs. Confined to the dashboards' thread. */
final class WatchedNotebook {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedNotebook.class);

    private static final int AGAIN_SECONDS = 5;

    private final NotebookId id;
    private final LiveNotebooks notebooks;
    private final Executor thread;
    private final Runnable changed;
    private final Map<CellId, RunStatus> runs = new HashMap<>();

    /** Of the document as it is now, as far as somebody asked. */
    private final Map<CellId, List<String>> inputs = new HashMap<>();

    private final Map<CellId, List<String>> viewerInputs = new HashMap<>();

    private @Nullable OpenNotebook open;
    private @Nullable Notebook notebook;
    private @Nullable NotebookListener listener;
    private CompletableFuture<?> ready = CompletableFuture.completedFuture(null);
    /** It could not be opened, which says nothing about whether it is there; it is tried again. */
    private boolean failing;

    private boolean left;

    /**
     * @param thread the dashboards' thread
     * @param changed told on it whenever something here may be new
     */
    WatchedNotebook(NotebookId id, LiveNotebooks notebooks, Executor thread, Runnable changed) {
        this.id = id;
        this.notebooks = notebooks;
        this.thread = thread;
        this.changed = changed;
    }

    /** Null where it is gone, or not there yet. */
    @Nullable
    Notebook notebook() {
        return notebook;
    }

    /** Whether it is not known yet what there is. */
    boolean isOpening() {
        return notebook == null && (failing || !ready.isDone());
    }

    @Nullable
    OpenNotebook open() {
        return open;
    }

    /** The newest run; null where the cell's queries have not run. */
    @Nullable
    RunStatus run(CellId cell) {
        RunStatus run = runs.get(cell);
        boolean asked = run == null || run.state() == RunState.FAILED || open == null || !open.isSetupOnly(run);
        return asked ? run : null;
    }

    /** The names of the notebook's inputs that a SQL cell uses, sorted. */
    List<String> inputsOf(CellId cell) {
        return inputs.computeIfAbsent(cell, unused -> {
            Notebook document = notebook;
            if (document == null || !(document.cell(cell).orElse(null) instanceof Cell.Sql sql)) {
                return List.of();
            }
            Set<String> named = InputReferences.namesIn(sql.text());
            return document.inputCells().stream()
                    .map(input -> input.input().name())
                    .filter(named::contains)
                    .sorted()
                    .toList();
        });
    }

    /** As {@link #inputsOf}, where a viewer's value gives them a run of their own; else none. */
    List<String> viewerInputsOf(CellId cell) {
        return viewerInputs.computeIfAbsent(cell, unused -> {
            Notebook document = notebook;
            boolean isRunApart = document != null
                    && document.cell(cell).orElse(null) instanceof Cell.Sql sql
                    && ViewerRuns.isOfQueriesAlone(sql.text());
            return isRunApart ? inputsOf(cell) : List.of();
        });
    }

    /** Done once it is known what there is. A notebook that was gone is looked for again by each call. */
    CompletableFuture<?> enter() {
        if (open == null && ready.isDone()) {
            CompletableFuture<@Nullable Void> found = new CompletableFuture<>();
            ready = found;
            // The disk may be slow, and a notebook that is being closed is waited for: not on the dashboards' thread.
            var unused = CompletableFuture.supplyAsync(() -> notebooks.open(id))
                    .whenCompleteAsync(
                            (opened, error) -> {
                                failing = error != null;
                                if (error != null) {
                                    LOG.warn("A dashboard could not open the notebook {}", id, error);
                                    CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS, thread)
                                            .execute(this::tryAgain);
                                }
                                if (opened == null || opened.isEmpty() || left) {
                                    found.complete(null);
                                    changed.run();
                                } else {
                                    watch(opened.get(), found);
                                }
                            },
                            thread);
        }
        return ready;
    }

    private void tryAgain() {
        if (!left) {
            var unused = enter();
        }
    }

    private void watch(OpenNotebook opened, CompletableFuture<@Nullable Void> found) {
        open = opened;
        NotebookListener told = new Told(opened, found);
        listener = told;
        var unused = opened.watch(told)
                .whenCompleteAsync(
                        (done, error) -> {
                            if (error != null) {
                                gone(opened);
                            }
                            found.complete(null);
                        },
                        thread);
    }

    private void gone(OpenNotebook of) {
        if (open == of) {
            open = null;
            notebook = null;
            forgetInputs();
            listener = null;
            runs.clear();
            changed.run();
        }
    }

    private void forgetInputs() {
        inputs.clear();
        viewerInputs.clear();
    }

    /** Ends it: nobody looks at it from here any more. */
    void leave() {
        left = true;
        OpenNotebook watched = open;
        NotebookListener told = listener;
        if (watched != null && told != null) {
            watched.unwatch(told);
        }
        open = null;
    }

    /** Told on the notebook's thread. */
    private final class Told implements NotebookListener {

        private final OpenNotebook of;
        private final CompletableFuture<@Nullable Void> found;
        private boolean refreshing;

        /** It has changed since the question that is under way. */
        private boolean outdated;

        Told(OpenNotebook of, CompletableFuture<@Nullable Void> found) {
            this.of = of;
            this.found = found;
        }

        @Override
        public void opened(OpenNotebook.View view) {
            thread.execute(() -> {
                take(view);
                found.complete(null);
            });
        }

        private void take(OpenNotebook.View view) {
            if (open == of) {
                notebook = view.notebook();
                forgetInputs();
                // Runs have versions of their own: what came in between may be newer than the view.
                view.runs().forEach(this::take);
                runs.keySet().removeIf(cell -> view.notebook().cell(cell).isEmpty());
                changed.run();
            }
        }

        private void take(RunStatus run) {
            CellId cell = new CellId(run.owner());
            RunStatus known = runs.get(cell);
            if (known == null || known.statusVersion() <= run.statusVersion()) {
                runs.put(cell, run);
            }
        }

        @Override
        public void edited(long revision, String editId, NotebookEdit edit) {
            refresh();
        }

        @Override
        public void textUpdated(CellId cell, long version, long revision, List<TextUpdate> updates) {
            refresh();
        }

        /** However much is typed, one question is under way. */
        private void refresh() {
            thread.execute(() -> {
                if (refreshing) {
                    outdated = true;
                } else {
                    ask();
                }
            });
        }

        private void ask() {
            if (open != of) {
                return;
            }
            refreshing = true;
            outdated = false;
            var unused = of.current()
                    .whenCompleteAsync(
                            (view, error) -> {
                                refreshing = false;
                                if (view != null) {
                                    take(view);
                                }
                                if (outdated) {
                                    ask();
                                }
                            },
                            thread);
        }

        @Override
        public void runChanged(RunStatus run) {
            thread.execute(() -> {
                if (open == of) {
                    take(run);
                    changed.run();
                }
            });
        }

        @Override
        public void catalogChanged(CatalogListing catalog) {
            // Tiles show no catalog.
        }

        @Override
        public void gone() {
            thread.execute(() -> WatchedNotebook.this.gone(of));
        }
    }
}
