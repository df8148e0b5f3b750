package dev.riffle.workbench.live;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.session.SessionFactory;
import dev.riffle.sessions.session.SessionOptions;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Chart;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.storage.NotebookStore;
import dev.riffle.workbench.storage.NotebookSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All notebooks: those that are open, and the rest through the store. Safe for use from any thread. */
public final class LiveNotebooks implements AutoCloseable {

    private static final int MOST_OPEN = 100;

    private final NotebookStore store;
    private final Clock clock;
    private final SessionFactory sessions;
    private final Function<Notebook, SessionOptions> options;
    private final Object lock = new Object();

    /** In the order of their last use. */
    @GuardedBy("lock")
    private final Map<NotebookId, OpenNotebook> open = new LinkedHashMap<>(16, 0.75f, true);

    public LiveNotebooks(
            NotebookStore store, Clock clock, SessionFactory sessions, Function<Notebook, SessionOptions> options) {
        this.store = store;
        this.clock = clock;
        this.sessions = sessions;
        this.options = options;
    }

    /** Opens it where it is not; empty where it does not exist or is in the trash. */
    public Optional<OpenNotebook> open(NotebookId id) {
        List<OpenNotebook> surplus = new ArrayList<>();
        OpenNotebook found;
        synchronized (lock) {
            found = open.get(id);
            if (found == null) {
                Notebook stored = store.find(id)
                        .filter(notebook -> notebook.trashedAt() == null)
                        .orElse(null);
                if (stored == null) {
                    return Optional.empty();
                }
                SessionOptions session = options.apply(stored);
                found = new OpenNotebook(stored, store, clock, listener -> sessions.open(session, listener));
                open.put(id, found);
                if (open.size() > MOST_OPEN) {
                    surplus.addAll(open.values());
                }
            }
        }
        surplus.stream().limit(10).forEach(this::closeIfIdle);
        return Optional.of(found);
    }

    private void closeIfIdle(OpenNotebook candidate) {
        var unused = candidate.isIdle().thenAccept(idle -> {
            if (idle) {
                synchronized (lock) {
                    open.values().remove(candidate);
                }
                candidate.close();
            }
        });
    }

    public List<NotebookSummary> list(String search, boolean trash) {
        return store.list(search, trash);
    }

    /** How many cells of each open notebook run or wait to. */
    public int running(NotebookId id) {
        OpenNotebook notebook;
        synchronized (lock) {
            notebook = open.get(id);
        }
        return notebook == null
                ? 0
                : (int) notebook.runs().stream()
                        .filter(run -> !run.state().isTerminal())
                        .count();
    }

    public Notebook create(String title, RuntimeMode mode, List<Cell> cells) {
        Instant now = clock.instant();
        Notebook notebook =
                new Notebook(new NotebookId(UUID.randomUUID().toString()), title, mode, 1, now, now, null, cells);
        store.create(notebook);
        return notebook;
    }

    /** The newest state, from the trash too. */
    public Optional<Notebook> find(NotebookId id) {
        return store.find(id);
    }

    public Optional<Notebook> duplicate(NotebookId id) {
        return store.find(id).map(original -> {
            String title = original.title() + " (copy)";
            String fitting = title.length() > Notebook.MOST_TITLE ? original.title() : title;
            return create(fitting, original.runtimeMode(), withNewIds(original.cells()));
        });
    }

    /** Cells with ids of their own, charts pointing where they pointed. */
    public static List<Cell> withNewIds(List<Cell> cells) {
        Map<CellId, CellId> ids = new HashMap<>();
        cells.forEach(cell -> ids.put(cell.id(), new CellId(UUID.randomUUID().toString())));
        List<Cell> copies = new ArrayList<>();
        for (Cell cell : cells) {
            CellId id = ids.getOrDefault(cell.id(), cell.id());
            if (cell instanceof Cell.Sql sql) {
                copies.add(new Cell.Sql(id, sql.collapsed(), sql.text(), 0));
            } else if (cell instanceof Cell.Markdown markdown) {
                copies.add(new Cell.Markdown(id, markdown.collapsed(), markdown.text(), 0));
            } else if (cell instanceof Cell.ChartCell chart) {
                copies.add(new Cell.ChartCell(id, chart.collapsed(), pointed(chart.chart(), ids)));
            }
        }
        return copies;
    }

    private static Chart pointed(Chart chart, Map<CellId, CellId> ids) {
        @Nullable CellId source = chart.source();
        return new Chart(
                source == null ? null : ids.get(source),
                chart.statement(),
                chart.type(),
                chart.x(),
                chart.y(),
                chart.series(),
                chart.title(),
                chart.stacked(),
                chart.horizontal());
    }

    /** Moves it to the trash; false where it is not there or in it already. */
    public CompletableFuture<Boolean> trash(NotebookId id) {
        OpenNotebook notebook = open(id).orElse(null);
        if (notebook == null) {
            return CompletableFuture.completedFuture(false);
        }
        synchronized (lock) {
            open.remove(id);
        }
        return notebook.trash().thenApply(done -> {
            new Thread(notebook::close, "close-notebook").start();
            return true;
        });
    }

    public Optional<Notebook> restore(NotebookId id) {
        return store.find(id).filter(notebook -> notebook.trashedAt() != null).map(notebook -> {
            Notebook restored = notebook.withTrashedAt(null);
            store.update(notebook, restored, null);
            return restored;
        });
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

    private List<OpenNotebook> snapshot() {
        synchronized (lock) {
            return List.copyOf(open.values());
        }
    }

    @Override
    public void close() {
        List<Thread> closers = new ArrayList<>();
        for (OpenNotebook notebook : snapshot()) {
            Thread closer = new Thread(notebook::close, "close-notebook");
            closer.start();
            closers.add(closer);
        }
        for (Thread closer : closers) {
            try {
                closer.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
