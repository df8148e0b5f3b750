package dev.riffle.workbench.live;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.session.SessionFactory;
import dev.riffle.sessions.session.SessionOptions;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellCopies;
import dev.riffle.workbench.notebook.InputEdit;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.Rejection;
import dev.riffle.workbench.storage.NotebookStore;
import dev.riffle.workbench.storage.NotebookSummary;
import dev.riffle.workbench.storage.SessionLogStore;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All notebooks: those that are open, and the rest through the store. Safe for use from any thread. */
public final class LiveNotebooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveNotebooks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A notebook that was asked for so lately may be about to be edited: it is not idle. */
    private static final Duration IN_USE = Duration.ofSeconds(30);

    private final NotebookStore store;
    private final SessionLogStore sessionLog;
    private final Clock clock;
    private final SessionFactory sessions;
    private final Function<Notebook, SessionOptions> options;
    private final int mostOpen;
    private final ViewerRunLimits viewerRuns;
    private final Object lock = new Object();
    private final AtomicBoolean evicting = new AtomicBoolean();
    private final List<Consumer<NotebookId>> restoredListeners = new CopyOnWriteArrayList<>();

    /** For what waits on sessions: their end may take seconds, and nobody is to wait for that. */
    private final ExecutorService closers = Executors.newCachedThreadPool(task -> {
        Thread made = new Thread(task, "close-notebook");
        made.setDaemon(true);
        return made;
    });

    private record Entry(OpenNotebook notebook, Instant usedAt) {}

    /** In the order of their last use. */
    @GuardedBy("lock")
    private final Map<NotebookId, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Notebooks that are about to leave {@link #open}, each until it is sure that the one that was open stores nothing
     * any more. Opening waits for that, so that a notebook never has two masters.
     */
    @GuardedBy("lock")
    private final Map<NotebookId, CompletableFuture<?>> leaving = new HashMap<>();

    /** @param mostOpen beyond that many, those that nobody watches and that run nothing are let go */
    public LiveNotebooks(
            NotebookStore store,
            SessionLogStore sessionLog,
            Clock clock,
            SessionFactory sessions,
            Function<Notebook, SessionOptions> options,
            int mostOpen,
            ViewerRunLimits viewerRuns) {
        this.store = store;
        this.sessionLog = sessionLog;
        this.clock = clock;
        this.sessions = sessions;
        this.options = options;
        this.mostOpen = mostOpen;
        this.viewerRuns = viewerRuns;
    }

    /** Opens it where it is not; empty where it does not exist or is in the trash. May wait for the disk. */
    public Optional<OpenNotebook> open(NotebookId id) {
        while (true) {
            CompletableFuture<?> left;
            synchronized (lock) {
                left = leaving.get(id);
                if (left == null) {
                    Optional<OpenNotebook> found = openNow(id);
                    if (open.size() > mostOpen && evicting.compareAndSet(false, true)) {
                        closers.execute(this::evict);
                    }
                    return found;
                }
            }
            await(left);
        }
    }

    @GuardedBy("lock")
    private Optional<OpenNotebook> openNow(NotebookId id) {
        Entry entry = open.get(id);
        OpenNotebook found;
        if (entry != null) {
            found = entry.notebook();
        } else {
            Notebook stored = store.find(id)
                    .filter(notebook -> notebook.trashedAt() == null)
                    .orElse(null);
            if (stored == null) {
                return Optional.empty();
            }
            SessionOptions session = options.apply(stored);
            found = new OpenNotebook(
                    stored, store, sessionLog, clock, viewerRuns, listener -> sessions.open(session, listener));
        }
        open.put(id, new Entry(found, clock.instant()));
        return Optional.of(found);
    }

    private static void await(CompletableFuture<?> left) {
        try {
            left.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LOG.debug("A notebook did not leave", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the notebook is still being closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Lets idle ones go, those that were not used for longest first, until few enough are open. */
    private void evict() {
        try {
            Instant before = clock.instant().minus(IN_USE);
            List<Map.Entry<NotebookId, Entry>> candidates;
            synchronized (lock) {
                candidates = open.entrySet().stream()
                        .filter(entry -> entry.getValue().usedAt().isBefore(before))
                        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                        .toList();
            }
            for (var candidate : candidates) {
                synchronized (lock) {
                    if (open.size() <= mostOpen) {
                        return;
                    }
                }
                OpenNotebook notebook = candidate.getValue().notebook();
                await(leave(candidate.getKey(), notebook, notebook::endIfIdle));
            }
        } catch (RuntimeException e) {
            LOG.warn("Letting idle notebooks go failed", e);
        } finally {
            evicting.set(false);
        }
    }

    /**
     * Takes a notebook out of those that are open, if {@code end} says that it ended it; its session ends later.
     *
     * @return whether it left
     */
    private CompletableFuture<Boolean> leave(
            NotebookId id, OpenNotebook notebook, Supplier<CompletableFuture<Boolean>> end) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        synchronized (lock) {
            Entry entry = open.get(id);
            if (entry == null || entry.notebook() != notebook || leaving.containsKey(id)) {
                return CompletableFuture.completedFuture(false);
            }
            leaving.put(id, done);
        }
        var unused = end.get().whenComplete((ended, error) -> {
            boolean left = error == null && ended;
            synchronized (lock) {
                leaving.remove(id);
                if (left) {
                    open.remove(id);
                }
            }
            if (left) {
                closers.execute(notebook::close);
            }
            if (error == null) {
                done.complete(left);
            } else {
                done.completeExceptionally(error);
            }
        });
        return done;
    }

    public List<NotebookSummary> list(String search, boolean trash, @Nullable AccountId account) {
        return store.list(search, trash, account);
    }

    /** How many cells of each open notebook run or wait to. */
    public int running(NotebookId id) {
        Entry entry;
        synchronized (lock) {
            entry = open.get(id);
        }
        return entry == null
                ? 0
                : (int) entry.notebook().runs().stream()
                        .filter(run -> !run.state().isTerminal())
                        .count();
    }

    public Notebook create(Author author, String title, RuntimeMode mode, Delivery delivery, List<Cell> cells) {
        Instant now = clock.instant();
        Notebook notebook = new Notebook(
                new NotebookId(UUID.randomUUID().toString()), title, mode, delivery, 1, now, now, null, cells);
        store.create(notebook, Contribution.creation(author));
        return notebook;
    }

    /** The newest state, from the trash too. */
    public Optional<Notebook> find(NotebookId id) {
        return store.find(id);
    }

    /** As it was in a version. */
    public Optional<Notebook> version(NotebookId id, long number) {
        return store.version(id, number);
    }

    public Optional<Notebook> duplicate(Author author, NotebookId id) {
        return store.find(id).map(original -> {
            String title = original.title() + " (copy)";
            String fitting = title.length() > Notebook.MOST_TITLE ? original.title() : title;
            return create(
                    author, fitting, original.runtimeMode(), original.delivery(), CellCopies.of(original.cells()));
        });
    }

    /** Moves it to the trash; false where it is not there or in it already. It is there when this is done. */
    public CompletableFuture<Boolean> trash(NotebookId id) {
        OpenNotebook notebook = open(id).orElse(null);
        return notebook == null
                ? CompletableFuture.completedFuture(false)
                : leave(id, notebook, () -> notebook.trash().thenApply(stored -> true));
    }

    public Optional<Notebook> restore(NotebookId id) {
        Optional<Notebook> found = store.find(id)
                .filter(notebook -> notebook.trashedAt() != null)
                .map(notebook -> {
                    Notebook restored = notebook.withTrashedAt(null);
                    store.update(notebook, restored, null, null);
                    return restored;
                });
        found.ifPresent(restored -> restoredListeners.forEach(listener -> listener.accept(id)));
        return found;
    }

    /** Whoever is told of those that come out of the trash. */
    void onRestored(Consumer<NotebookId> listener) {
        restoredListeners.add(listener);
    }

    /** Deletes it for good; false where it is not in the trash. */
    public boolean delete(NotebookId id) {
        boolean inTrash =
                store.find(id).map(notebook -> notebook.trashedAt() != null).orElse(false);
        if (inTrash) {
            store.delete(id);
        }
        return inTrash;
    }

    public Optional<ViewFeed> feed(ViewId view) {
        for (OpenNotebook notebook : snapshot()) {
            Optional<ViewFeed> feed = notebook.feed(view);
            if (feed.isPresent()) {
                return feed;
            }
        }
        return Optional.empty();
    }

    public Optional<RunStatus> run(RunId id) {
        return snapshot().stream()
                .flatMap(notebook -> notebook.runs().stream())
                .filter(run -> run.id().equals(id))
                .findFirst();
    }

    /** How much there is now. */
    public LiveFigures figures() {
        List<OpenNotebook> notebooks = snapshot();
        List<RunStatus> runs =
                notebooks.stream().flatMap(notebook -> notebook.runs().stream()).toList();
        List<ViewFeed> results = runs.stream()
                .flatMap(run -> run.statements().stream())
                .flatMap(statement -> Stream.ofNullable(statement.result()))
                .toList();
        return new LiveFigures(
                notebooks.size(),
                runs.stream().collect(Collectors.groupingBy(RunStatus::state, Collectors.counting())),
                results.size(),
                results.stream().mapToLong(result -> result.totals().heldRows()).sum(),
                results.stream()
                        .mapToLong(result -> result.totals().receivedChanges())
                        .sum(),
                results.stream().mapToLong(ViewFeed::watchers).sum());
    }

    /** The notebook whose result it is. */
    public Optional<NotebookId> notebookOf(ViewId view) {
        return snapshot().stream()
                .filter(notebook -> notebook.feed(view).isPresent())
                .map(OpenNotebook::id)
                .findFirst();
    }

    /** The notebook of which a cell ran. */
    public Optional<NotebookId> notebookOf(RunId id) {
        return snapshot().stream()
                .filter(notebook ->
                        notebook.runs().stream().anyMatch(run -> run.id().equals(id)))
                .map(OpenNotebook::id)
                .findFirst();
    }

    /** Gives an input a value for everybody. */
    public CompletableFuture<EditOutcome> setInput(Author author, CellReference input, List<String> values) {
        EditOutcome gone = new EditOutcome.Refused(Rejection.NOTEBOOK_GONE);
        InputEdit edit = new InputEdit.SetInputValue(input.cell(), values);
        return opened(
                input.notebook(),
                gone,
                notebook -> notebook.edit(author, UUID.randomUUID().toString(), Long.MAX_VALUE, edit));
    }

    /** What an input may be chosen from now. */
    public CompletableFuture<OptionsFound> options(CellReference input) {
        return opened(input.notebook(), new OptionsFound.Gone(), notebook -> notebook.options(input.cell()));
    }

    private <T> CompletableFuture<T> opened(NotebookId id, T gone, Function<OpenNotebook, CompletableFuture<T>> act) {
        return open(id).map(act).orElseGet(() -> CompletableFuture.completedFuture(gone));
    }

    /** Those that are open now. */
    List<OpenNotebook> snapshot() {
        synchronized (lock) {
            return open.values().stream().map(Entry::notebook).toList();
        }
    }

    @Override
    public void close() {
        snapshot().forEach(notebook -> closers.execute(notebook::close));
        closers.shutdown();
        try {
            if (!closers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Not all notebooks were closed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
