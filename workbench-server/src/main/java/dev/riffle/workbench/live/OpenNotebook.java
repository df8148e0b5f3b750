package dev.riffle.workbench.live;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.Session;
import dev.riffle.sessions.session.SessionListener;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.ChangeLog;
import dev.riffle.workbench.notebook.EditResult;
import dev.riffle.workbench.notebook.Effect;
import dev.riffle.workbench.notebook.InputEdit;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookEdit;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.Rejection;
import dev.riffle.workbench.notebook.Restoration;
import dev.riffle.workbench.notebook.TextUpdate;
import dev.riffle.workbench.storage.NotebookStore;
import dev.riffle.workbench.storage.SessionLogStore;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A notebook that is open: the one place where its edits are put in order, stored, and told to all who watch. Fields are
 * confined to its thread; methods may be called from any and answer by a future.
 */
public final class OpenNotebook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenNotebook.class);

    /** A timer may be early by the clock. */
    private static final long TIMER_SLACK_MILLIS = 100;

    private final NotebookId id;
    private final NotebookStore store;
    private final Clock clock;
    private final ExecutorService thread;
    private final Set<NotebookListener> listeners = new LinkedHashSet<>();
    private final Map<CellId, TextLog> texts = new HashMap<>();
    private final ChangeLog changes;
    private final Session session;
    private final NotebookRuns runs;
    private final ViewerRuns viewers;
    private final InputReruns reruns;

    private Notebook notebook;
    private @Nullable CatalogListing catalog;

    /** From then on nothing is stored from here: whoever opens the notebook next is its only master. */
    private boolean ended;

    /**
     * @param sessionLog of which the session is rebuilt
     * @param limits of what viewers may run
     * @param open opens the Flink session, given who listens to it
     */
    OpenNotebook(
            Notebook notebook,
            NotebookStore store,
            SessionLogStore sessionLog,
            Clock clock,
            ViewerRunLimits limits,
            Function<SessionListener, Session> open) {
        this.id = notebook.id();
        this.notebook = notebook;
        this.changes = new ChangeLog(notebook.revision());
        this.store = store;
        this.clock = clock;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "notebook");
            made.setDaemon(true);
            return made;
        });
        this.session = open.apply(new SessionListener() {
            @Override
            public void runChanged(RunStatus status) {
                told(status);
            }

            @Override
            public void catalogChanged() {
                readCatalog();
            }
        });
        Executor afterLinger = CompletableFuture.delayedExecutor(
                limits.linger().toMillis() + TIMER_SLACK_MILLIS, TimeUnit.MILLISECONDS, this::run);
        this.viewers = new ViewerRuns(session, limits, clock, afterLinger::execute);
        this.runs = new NotebookRuns(notebook.id(), session, sessionLog, viewers);
        this.reruns = new InputReruns(session, this::run, affected -> {
            if (!ended) {
                runs.rerun(this.notebook, affected);
            }
        });
        runs.rebuildSession(notebook);
    }

    private void told(RunStatus status) {
        if (ViewerRuns.isFor(status)) {
            run(() -> viewers.changed(status));
        } else {
            tell(listener -> listener.runChanged(status));
        }
    }

    public NotebookId id() {
        return id;
    }

    /** A notebook with its runs and its catalog, as a new watcher needs them. */
    public record View(
            Notebook notebook,
            List<RunStatus> runs,
            @Nullable CatalogListing catalog) {}

    /** Adds a watcher; it is told what there is, then what happens, without a gap. */
    public CompletableFuture<Void> watch(NotebookListener listener) {
        return ask(() -> {
            if (ended) {
                listener.gone();
                return null;
            }
            listeners.add(listener);
            listener.opened(view());
            return null;
        });
    }

    public void unwatch(NotebookListener listener) {
        run(() -> listeners.remove(listener));
    }

    public CompletableFuture<View> current() {
        return ask(this::view);
    }

    private View view() {
        return new View(notebook, runsOfCells(), catalog);
    }

    private List<RunStatus> runsOfCells() {
        return runs.ofCells().stream()
                .filter(run -> notebook.cell(new CellId(run.owner())).isPresent())
                .toList();
    }

    /** Applies, stores and tells an edit. One that was stored before is answered again without effect. */
    public CompletableFuture<EditOutcome> edit(Author author, String editId, long basedOn, NotebookEdit edit) {
        return change(() -> {
            OptionalLong stored = store.revisionOfEdit(notebook.id(), editId);
            if (stored.isPresent()) {
                return new EditOutcome.Stored(stored.getAsLong());
            }
            if (changes.isStale(edit, basedOn, notebook)) {
                return new EditOutcome.Refused(Rejection.STALE);
            }
            EditResult result = edit.applyTo(notebook, clock.instant());
            if (result instanceof EditResult.Rejected rejected) {
                return new EditOutcome.Refused(rejected.reason(), rejected.message());
            }
            EditResult.Applied applied = (EditResult.Applied) result;
            store.update(notebook, applied.notebook(), editId, contribution(author, edit));
            notebook = applied.notebook();
            changes.note(applied.touched(), notebook.revision());
            if (edit instanceof NotebookEdit.DeleteCell delete) {
                texts.remove(delete.cell());
            }
            long revision = notebook.revision();
            NotebookEdit told = edit.told(notebook);
            announce(listener -> listener.edited(revision, editId, told));
            applied.effects().forEach(this::perform);
            if (edit instanceof InputEdit || edit instanceof NotebookEdit.DeleteCell) {
                viewers.refresh(notebook);
            }
            return new EditOutcome.Stored(revision);
        });
    }

    /** Null of what is no part of a version: which value of an input is chosen. */
    private static @Nullable Contribution contribution(Author author, NotebookEdit edit) {
        if (edit instanceof InputEdit.SetInputValue) {
            return null;
        }
        return edit instanceof NotebookEdit.DeleteCell ? Contribution.removal(author) : Contribution.edit(author);
    }

    /**
     * Brings a version back, if the notebook is still as whoever asks saw it. Who watches is told of the texts that change in
     * cells which stay, then of the whole.
     */
    public CompletableFuture<EditOutcome> restoreVersion(Author author, long basedOn, long version) {
        return change(() -> {
            Notebook then = store.version(notebook.id(), version).orElse(null);
            if (then == null) {
                return new EditOutcome.Refused(Rejection.VERSION_GONE);
            }
            if (basedOn != notebook.revision()) {
                return new EditOutcome.Refused(Rejection.STALE);
            }
            Restoration restoration = Restoration.of(notebook, then, clock.instant());
            store.update(notebook, restoration.notebook(), null, Contribution.restore(author, version));
            notebook = restoration.notebook();
            restoration.touched().forEach(touched -> changes.note(touched, notebook.revision()));
            texts.keySet().removeIf(cell -> notebook.cell(cell).isEmpty());
            restoration.texts().forEach(this::tellText);
            announce(listener -> listener.opened(view()));
            restoration.effects().forEach(this::perform);
            return new EditOutcome.Stored(notebook.revision());
        });
    }

    private void tellText(Restoration.TextStep step) {
        List<TextUpdate> updates = List.of(new TextUpdate("history", step.change()));
        texts.computeIfAbsent(step.cell(), unused -> new TextLog(step.version()))
                .add(updates);
        announce(listener -> listener.textUpdated(step.cell(), step.version(), step.revision(), updates));
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.ForgetCell forget) {
            runs.forget(notebook, forget.cell());
        } else if (effect instanceof Effect.ChangeRuntimeMode change) {
            session.setRuntimeMode(change.mode());
        } else if (effect instanceof Effect.ChangeDelivery change) {
            session.setDelivery(change.delivery());
        } else if (effect instanceof Effect.ChangeInput change) {
            reruns.changed(change.name());
        }
    }

    /** Applies, stores and tells changes of a cell's text, if they are based on its newest version. */
    public CompletableFuture<EditOutcome> changeText(
            Author author, CellId cell, long version, List<TextUpdate> updates) {
        return change(() -> {
            if (!(notebook.cell(cell).orElse(null) instanceof Cell.Text before)) {
                return new EditOutcome.Refused(Rejection.CELL_GONE);
            }
            if (version != before.textVersion()) {
                return new EditOutcome.Refused(Rejection.STALE);
            }
            String text = before.text();
            try {
                for (TextUpdate update : updates) {
                    text = update.change().applyTo(text);
                }
            } catch (IllegalArgumentException e) {
                return new EditOutcome.Refused(Rejection.INVALID);
            }
            // Texts on the way to the last are nobody's to keep; the size of the message bounds them.
            if (text.length() > Notebook.MOST_TEXT) {
                return new EditOutcome.Refused(Rejection.TOO_LARGE);
            }
            Notebook after = notebook.nextWithText(before, text, version + updates.size(), clock.instant());
            store.update(notebook, after, null, Contribution.edit(author));
            notebook = after;
            texts.computeIfAbsent(cell, unused -> new TextLog(version)).add(updates);
            announce(listener -> listener.textUpdated(cell, version, after.revision(), updates));
            return new EditOutcome.Stored(after.revision());
        });
    }

    public CompletableFuture<TextSince> textSince(CellId cell, long version) {
        return ask(() -> {
            if (!(notebook.cell(cell).orElse(null) instanceof Cell.Text now)) {
                return new TextSince.CellGone();
            }
            if (version == now.textVersion()) {
                return new TextSince.Updates(version, notebook.revision(), List.of());
            }
            TextLog log = texts.get(cell);
            List<TextUpdate> missed = log == null ? null : log.since(version);
            return missed == null
                    ? new TextSince.Whole(now.textVersion(), now.text())
                    : new TextSince.Updates(version, notebook.revision(), missed);
        });
    }

    /** Queues runs of these cells, top to bottom. Cells that are no SQL are passed over. */
    public CompletableFuture<List<RunId>> run(Set<CellId> cells) {
        return ask(() -> ended ? List.of() : runs.run(notebook, cells));
    }

    /** Whether a run was of no more than what of its cell makes the session: its queries have not run. */
    boolean isSetupOnly(RunStatus run) {
        return runs.isSetupOnly(run);
    }

    /**
     * Sees to it that these cells run: those that run go on, and of the cells above them what defines tables, views and
     * settings is run before, where it has not been.
     */
    public CompletableFuture<List<RunId>> start(Set<CellId> cells) {
        return ask(() -> ended ? List.of() : runs.start(notebook, cells));
    }

    public CompletableFuture<List<RunId>> runAll() {
        return current().thenCompose(now -> run(sqlCells(now.notebook())));
    }

    private static Set<CellId> sqlCells(Notebook notebook) {
        Set<CellId> cells = new LinkedHashSet<>();
        for (Cell cell : notebook.cells()) {
            if (cell instanceof Cell.Sql) {
                cells.add(cell.id());
            }
        }
        return cells;
    }

    public void stop(CellId cell) {
        session.stop(cell.value(), null);
        run(() -> viewers.stopped(cell));
    }

    /** @param why told with the statements that end by it */
    void stop(RunStatus run, String why) {
        session.stop(run.owner(), why);
    }

    /** Also what runs for viewers. */
    public void stopAll() {
        session.stopAll();
        run(viewers::stoppedAll);
    }

    public List<RunStatus> runs() {
        return runs.ofCells();
    }

    /** All runs, those for viewers with values of their own included. */
    List<RunStatus> allRuns() {
        return session.runs();
    }

    /** As {@link ViewerRuns#hold}. */
    CompletableFuture<Boolean> holdForViewer(ViewerRuns.Viewer viewer, ViewerRuns.Wish wish) {
        return ask(() -> !ended && viewers.hold(notebook, viewer, wish));
    }

    /** As {@link ViewerRuns#leave}. */
    void leaveViewer(ViewerRuns.Viewer viewer, boolean atOnce) {
        run(() -> viewers.leave(viewer, atOnce));
    }

    public Optional<ViewFeed> feed(ViewId view) {
        return session.feed(view);
    }

    public CompletableFuture<List<Problem>> check(String text) {
        return ask(() -> notebook.inputs()).thenCompose(inputs -> session.check(text, inputs));
    }

    /** What an input of this notebook may be chosen from now. */
    public CompletableFuture<OptionsFound> options(CellId input) {
        return ask(() -> notebook.cell(input).orElse(null) instanceof Cell.InputCell cell
                ? OptionsFound.of(cell.input(), runs())
                : new OptionsFound.Gone());
    }

    /** Moves it to the trash, and whoever watches is told that it is gone. Nothing is stored from here afterwards. */
    CompletableFuture<Void> trash() {
        return ask(() -> {
            if (!ended) {
                Notebook trashed = notebook.withTrashedAt(clock.instant());
                store.update(notebook, trashed, null, null);
                notebook = trashed;
                ended = true;
                announce(NotebookListener::gone);
                listeners.clear();
            }
            return null;
        });
    }

    /** Ends it if nobody watches and nothing runs; answers whether it did. Nothing is stored from here afterwards. */
    CompletableFuture<Boolean> endIfIdle() {
        return ask(() -> {
            ended |= listeners.isEmpty()
                    && session.runs().stream().map(RunStatus::state).allMatch(RunState::isTerminal);
            return ended;
        });
    }

    private void readCatalog() {
        var unused = session.catalog().whenComplete((read, error) -> {
            if (read != null) {
                run(() -> {
                    catalog = read;
                    announce(listener -> listener.catalogChanged(read));
                });
            } else if (!(error instanceof RejectedExecutionException)) {
                LOG.warn("The catalog can't be listed; completion goes on with what was known", error);
            }
        });
    }

    private void tell(Consumer<NotebookListener> news) {
        run(() -> announce(news));
    }

    /** On the notebook's thread. */
    private void announce(Consumer<NotebookListener> news) {
        List.copyOf(listeners).forEach(news);
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed: nobody watches any more.
        }
    }

    /** One that comes after the end is refused, however late. */
    private CompletableFuture<EditOutcome> change(Supplier<EditOutcome> task) {
        EditOutcome gone = new EditOutcome.Refused(Rejection.NOTEBOOK_GONE);
        try {
            return CompletableFuture.supplyAsync(() -> ended ? gone : task.get(), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(gone);
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
        session.close();
        thread.shutdown();
    }
}
