package dev.riffle.workbench.live;

import dev.riffle.sessions.session.Inputs;
import dev.riffle.sessions.session.RanCell;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.Session;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.storage.SessionLogStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of a notebook's cells, and the log by which its session is rebuilt. Confined to the notebook's thread. */
final class NotebookRuns {

    private final NotebookId notebook;
    private final Session session;
    private final SessionLogStore sessionLog;
    private final ViewerRuns viewers;

    /** Cells that the session log has. */
    private final Set<CellId> logged = new HashSet<>();

    /** Newest runs that ran only what of their cell makes the session. Read from any thread. */
    private final Map<CellId, RunId> setupRuns = new ConcurrentHashMap<>();

    NotebookRuns(NotebookId notebook, Session session, SessionLogStore sessionLog, ViewerRuns viewers) {
        this.notebook = notebook;
        this.session = session;
        this.sessionLog = sessionLog;
        this.viewers = viewers;
    }

    /** Runs what defined tables, views and settings before the server was started, in the order of that time. */
    void rebuildSession(Notebook document) {
        for (SessionLogStore.Entry entry : sessionLog.entries(notebook)) {
            if (document.cell(entry.cell()).orElse(null) instanceof Cell.Sql) {
                logged.add(entry.cell());
                RunId run = newRun();
                if (!SetupText.isAll(entry.text())) {
                    setupRuns.put(entry.cell(), run);
                }
                session.run(run, entry.cell().value(), SetupText.of(entry.text()), document.inputs());
            }
        }
    }

    static RunId newRun() {
        return new RunId(UUID.randomUUID().toString());
    }

    /** Queues runs of these cells, top to bottom. Cells that are no SQL are passed over. */
    List<RunId> run(Notebook document, Set<CellId> cells) {
        List<RunId> runs = new ArrayList<>();
        for (Cell cell : document.cells()) {
            if (cell instanceof Cell.Sql sql && cells.contains(sql.id())) {
                runs.add(runWhole(document, sql));
            }
        }
        return runs;
    }

    /**
     * Sees to it that these cells run: those that run go on, and of the cells above them what defines tables, views and
     * settings is run before, where it has not been.
     */
    List<RunId> start(Notebook document, Set<CellId> cells) {
        Map<String, RunStatus> newest = newest();
        List<RunId> runs = new ArrayList<>();
        int last = cells.stream().mapToInt(document::indexOf).max().orElse(-1);
        for (Cell cell : document.cells().subList(0, last + 1)) {
            if (!(cell instanceof Cell.Sql sql)) {
                continue;
            }
            RunStatus run = newest.get(sql.id().value());
            RunState state = run == null ? null : run.state();
            if (cells.contains(sql.id())) {
                if (run == null || run.state().isTerminal() || isSetupOnly(run)) {
                    runs.add(runWhole(document, sql));
                }
            } else if (SetupText.isIn(sql.text()) && (state == null || state == RunState.FAILED)) {
                runs.add(run(sql.id(), SetupText.of(sql.text()), document.inputs(), !SetupText.isAll(sql.text())));
            }
        }
        return runs;
    }

    /** Runs them again as they ran, in this order. What has been run anew meanwhile has what is bound now already. */
    void rerun(Notebook document, List<RanCell> cells) {
        Map<String, RunStatus> newest = newest();
        for (RanCell ran : cells) {
            RunStatus run = newest.get(ran.owner());
            if (run == null || !run.id().equals(ran.run())) {
                continue;
            }
            CellId cell = new CellId(ran.owner());
            if (document.cell(cell).orElse(null) instanceof Cell.Sql) {
                session.rerun(noted(cell, isSetupOnly(run)), cell.value(), ran.text(), document.inputs());
                // One that still waits keeps its place there as here.
                if (run.state() != RunState.QUEUED) {
                    log(cell, ran.text());
                }
            }
        }
        viewers.rerun(document, cells);
    }

    private Map<String, RunStatus> newest() {
        Map<String, RunStatus> newest = new HashMap<>();
        ofCells().forEach(run -> newest.put(run.owner(), run));
        return newest;
    }

    private RunId runWhole(Notebook document, Cell.Sql cell) {
        RunId id = run(cell.id(), cell.text(), document.inputs(), false);
        viewers.ran(document, cell.id(), cell.text());
        return id;
    }

    /** @param setupOnly whether the text leaves out queries of the cell */
    private RunId run(CellId cell, String text, Inputs inputs, boolean setupOnly) {
        RunId id = noted(cell, setupOnly);
        session.run(id, cell.value(), text, inputs);
        log(cell, text);
        return id;
    }

    private void log(CellId cell, String text) {
        if (SetupText.isIn(text)) {
            logged.add(cell);
            sessionLog.ran(notebook, cell, text);
        } else if (logged.remove(cell)) {
            sessionLog.forget(notebook, cell);
        }
    }

    private RunId noted(CellId cell, boolean setupOnly) {
        RunId id = newRun();
        if (setupOnly) {
            setupRuns.put(cell, id);
        } else {
            setupRuns.remove(cell);
        }
        return id;
    }

    /** The cell is gone, or no SQL any more. */
    void forget(Notebook document, CellId cell) {
        viewers.forget(document, cell);
        session.forget(cell.value());
        if (logged.remove(cell)) {
            sessionLog.forget(notebook, cell);
        }
    }

    /** Whether a run was of no more than what of its cell makes the session: its queries have not run. From any thread. */
    boolean isSetupOnly(RunStatus run) {
        return run.id().equals(setupRuns.get(new CellId(run.owner())));
    }

    /** The newest run of each cell that has run. From any thread. */
    List<RunStatus> ofCells() {
        return session.runs().stream().filter(run -> !ViewerRuns.isFor(run)).toList();
    }
}
