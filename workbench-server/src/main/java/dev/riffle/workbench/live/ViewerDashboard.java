package dev.riffle.workbench.live;

import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.access.Role;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.live.ViewerRuns.Wish;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Input;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard as one person sees it, who came by a share link or is signed in. Those inputs are theirs to give values of
 * their own that viewers may change, that a tile's query names itself, and that they may not change for everybody: tiles
 * whose queries use such a value show runs apart. Fields are confined to the dashboards' thread.
 */
public final class ViewerDashboard implements DashboardListener {

    /** What this viewer has of a notebook. */
    private final class Holding {

        private final OpenNotebook notebook;
        private final ViewerRuns.Viewer viewer = (held, runs) -> thread.execute(() -> take(this, held, runs));

        /** Last; another than {@link #held} while there is no answer yet. */
        private Wish asked = Wish.NOTHING;

        /** As the notebook told. */
        private Wish held = Wish.NOTHING;

        private Map<CellId, RunStatus> runs = Map.of();

        Holding(OpenNotebook notebook) {
            this.notebook = notebook;
        }

        boolean isSettled() {
            return asked.equals(held);
        }
    }

    private final DashboardListener shown;
    private final Executor thread;
    private final Function<NotebookId, Optional<OpenNotebook>> notebooks;
    private final Function<CellReference, Optional<CellReference>> queries;
    private final Function<CellReference, List<String>> named;
    private final Function<NotebookId, Optional<Role>> roles;

    /** As everybody else sees them. */
    private final Map<CellReference, TileSource> sources = new LinkedHashMap<>();

    private final Map<CellReference, TileSource> told = new HashMap<>();

    /** The viewer's own values: those that the notebooks hold runs for. */
    private final Map<CellReference, List<String>> own = new HashMap<>();

    /** Of those, and with the one that is being taken: what runs are asked for. */
    private final Map<CellReference, List<String>> wished = new HashMap<>();

    private final Map<NotebookId, Holding> holdings = new HashMap<>();

    /** As they were when the inputs were told, or a role changed: not asked again for each row of a tile. */
    private final Map<NotebookId, Optional<Role>> rolesNow = new HashMap<>();

    /** For nobody in particular. */
    private List<DashboardInput> all = List.of();

    /** Of those, what this person may know of; their own where they can be, whether tiles use them or not. */
    private List<DashboardInput> inputs = List.of();

    private List<DashboardInput> toldInputs = List.of();
    private boolean opened;
    private long tellings;
    private boolean closed;

    /** Choices are taken one after the other. */
    private CompletableFuture<OwnValue> last = CompletableFuture.completedFuture(new OwnValue.Taken());

    /**
     * @param shown told of the dashboard as this viewer sees it
     * @param thread the dashboards'
     * @param queries the SQL cell that must run for a cell to show something
     * @param named names of the inputs of which an own value changes what such a cell shows
     * @param roles this person's in each notebook; none for whoever came by a share link
     */
    ViewerDashboard(
            DashboardListener shown,
            Executor thread,
            Function<NotebookId, Optional<OpenNotebook>> notebooks,
            Function<CellReference, Optional<CellReference>> queries,
            Function<CellReference, List<String>> named,
            Function<NotebookId, Optional<Role>> roles) {
        this.shown = shown;
        this.thread = thread;
        this.notebooks = notebooks;
        this.queries = queries;
        this.named = named;
        this.roles = roles;
    }

    @Override
    public void opened(Dashboard dashboard, List<TileSource> shownNow, List<DashboardInput> now) {
        opened = true;
        sources.clear();
        told.clear();
        shownNow.forEach(source -> sources.put(source.reference(), source));
        learn(now);
        shownNow.forEach(source -> told.put(source.reference(), seen(source)));
        toldInputs = seenInputs();
        shown.opened(dashboard, shownNow.stream().map(this::seen).toList(), toldInputs);
        holdWhatIsSeen();
    }

    private void learn(List<DashboardInput> now) {
        all = now;
        rolesNow.clear();
        inputs = now.stream()
                .flatMap(input -> input.knownWith(role(input.notebook()).orElse(null)).stream())
                .toList();
    }

    private Optional<Role> role(NotebookId notebook) {
        return rolesNow.computeIfAbsent(notebook, roles);
    }

    @Override
    public void edited(String editId, Dashboard dashboard) {
        sources.keySet().retainAll(dashboard.references());
        told.keySet().retainAll(dashboard.references());
        shown.edited(editId, dashboard);
        tellNewInputs();
        holdWhatIsSeen();
    }

    @Override
    public void sourceChanged(TileSource source) {
        sources.put(source.reference(), source);
        tellNewInputs();
        holdWhatIsSeen();
        tell(source.reference());
    }

    @Override
    public void inputsChanged(List<DashboardInput> now) {
        learn(now);
        own.entrySet().removeIf(entry -> !isStillTaken(entry.getKey(), entry.getValue()));
        wished.entrySet().removeIf(entry -> !isStillTaken(entry.getKey(), entry.getValue()));
        tellInputs();
        holdWhatIsSeen();
        List.copyOf(sources.keySet()).forEach(this::tell);
    }

    /** This person's role in a notebook is another: what was theirs alone may be everybody's from now on, or the other way. */
    public void rolesChanged() {
        thread.execute(() -> {
            if (opened && !closed) {
                inputsChanged(all);
            }
        });
    }

    private boolean isStillTaken(CellReference reference, List<String> values) {
        return ownInput(reference)
                .map(input -> input.cell().input().check(values).problem() == null)
                .orElse(false);
    }

    @Override
    public void gone() {
        release(true);
        shown.gone();
    }

    /**
     * Gives an input a value for this viewer alone.
     *
     * @param values null for the notebook's
     */
    public CompletableFuture<OwnValue> set(CellReference input, @Nullable List<String> values) {
        CompletableFuture<OwnValue> result = new CompletableFuture<>();
        thread.execute(() -> {
            last = last.handle((done, error) -> done).thenComposeAsync(unused -> setNow(input, values), thread);
            var unused = last.whenComplete((outcome, error) -> {
                if (error == null) {
                    result.complete(outcome);
                } else {
                    result.completeExceptionally(error);
                }
            });
        });
        return result;
    }

    private CompletableFuture<OwnValue> setNow(CellReference reference, @Nullable List<String> values) {
        DashboardInput input = ownInput(reference).filter(this::isOffered).orElse(null);
        OpenNotebook notebook = notebooks.apply(reference.notebook()).orElse(null);
        if (closed || input == null || notebook == null) {
            return CompletableFuture.completedFuture(new OwnValue.NoInput());
        }
        if (values == null) {
            wished.remove(reference);
        } else {
            Input.Checked checked = input.cell().input().check(values);
            if (checked.problem() != null) {
                return CompletableFuture.completedFuture(new OwnValue.Invalid(checked.problem()));
            }
            wished.put(reference, checked.values());
        }
        long before = tellings;
        return hold(notebook)
                .thenApplyAsync(
                        held -> {
                            if (!held) {
                                return new OwnValue.TooMany();
                            }
                            if (tellings == before) {
                                // The value is what it was, but whoever asked has written it in another way, perhaps.
                                tellInputs();
                            }
                            return new OwnValue.Taken();
                        },
                        thread);
    }

    /** What an input may be chosen from now. */
    public CompletableFuture<OptionsFound> options(CellReference reference) {
        return CompletableFuture.supplyAsync(
                        () -> ownInput(reference).flatMap(input -> notebooks.apply(reference.notebook())), thread)
                .thenCompose(notebook -> notebook.map(found -> found.options(reference.cell()))
                        .orElseGet(() -> CompletableFuture.completedFuture(new OptionsFound.Gone())));
    }

    private Optional<DashboardInput> ownInput(CellReference reference) {
        return inputs.stream()
                .filter(input ->
                        input.scope() == InputScope.OWN && input.reference().equals(reference))
                .findFirst();
    }

    /** Holds of each notebook the runs that the values and tiles of now need, where those are others than before. */
    private void holdWhatIsSeen() {
        Set<NotebookId> concerned = new HashSet<>(holdings.keySet());
        wished.keySet().forEach(input -> concerned.add(input.notebook()));
        for (NotebookId id : concerned) {
            notebooks.apply(id).ifPresent(notebook -> {
                Holding before = holdings.get(id);
                boolean same = before != null
                        && before.notebook == notebook
                        && before.asked.equals(new Wish(cells(id), values(id)));
                if (!same && !closed) {
                    var unused = hold(notebook);
                }
            });
        }
    }

    private CompletableFuture<Boolean> hold(OpenNotebook notebook) {
        NotebookId id = notebook.id();
        Holding before = holdings.get(id);
        Holding holding = before != null && before.notebook == notebook ? before : new Holding(notebook);
        holdings.put(id, holding);
        Wish wish = new Wish(cells(id), values(id));
        holding.asked = wish;
        return notebook.holdForViewer(holding.viewer, wish)
                .handleAsync(
                        (held, error) -> {
                            boolean taken = held != null && held;
                            if (!taken && holdings.get(id) == holding && holding.asked.equals(wish)) {
                                refused(holding, wish);
                            }
                            return taken;
                        },
                        thread);
    }

    /** What was held before still is; but where it is not what tiles need now, the viewer's values are taken back. */
    private void refused(Holding holding, Wish wish) {
        NotebookId id = holding.notebook.id();
        holding.asked = holding.held;
        follow(holding);
        if (!wish.values().isEmpty()) {
            if (wish.values().equals(values(id))) {
                wished.keySet().removeIf(input -> input.notebook().equals(id));
            }
            holdWhatIsSeen();
        }
    }

    /** The viewer's values of a notebook are those that it holds runs for. */
    private void follow(Holding holding) {
        NotebookId id = holding.notebook.id();
        own.keySet().removeIf(input -> input.notebook().equals(id));
        for (DashboardInput input : inputs) {
            List<String> values = holding.held.values().get(input.cell().input().name());
            if (values != null && input.notebook().equals(id) && isStillTaken(input.reference(), values)) {
                own.put(input.reference(), values);
            }
        }
        if (holding.isSettled()) {
            wished.keySet().removeIf(input -> input.notebook().equals(id));
            own.forEach((input, values) -> {
                if (input.notebook().equals(id)) {
                    wished.put(input, values);
                }
            });
        }
        tellNewInputs();
    }

    private Set<CellId> cells(NotebookId id) {
        Set<CellId> cells = new HashSet<>();
        for (CellReference reference : sources.keySet()) {
            if (reference.notebook().equals(id)) {
                queries.apply(reference).ifPresent(query -> cells.add(query.cell()));
            }
        }
        return cells;
    }

    private Map<String, List<String>> values(NotebookId id) {
        Map<String, List<String>> values = new HashMap<>();
        for (DashboardInput input : inputs) {
            List<String> chosen = wished.get(input.reference());
            if (chosen != null && input.notebook().equals(id)) {
                values.put(input.cell().input().name(), chosen);
            }
        }
        return values;
    }

    private void take(Holding holding, Wish held, Map<CellId, RunStatus> runs) {
        if (closed || holdings.get(holding.notebook.id()) != holding) {
            return;
        }
        boolean wasSettled = holding.isSettled();
        boolean isNew = !held.equals(holding.held);
        holding.held = held;
        holding.runs = runs;
        if (wasSettled) {
            // Nothing was asked for, so whatever is new was taken away.
            holding.asked = held;
        }
        if (isNew) {
            follow(holding);
        }
        List.copyOf(sources.keySet()).forEach(this::tell);
    }

    private void tell(CellReference reference) {
        TileSource source = sources.get(reference);
        if (source != null) {
            TileSource now = seen(source);
            if (!now.equals(told.put(reference, now))) {
                shown.sourceChanged(now);
            }
        }
    }

    private TileSource seen(TileSource source) {
        NotebookId notebook = source.reference().notebook();
        Set<String> known = inputs.stream()
                .filter(input -> input.notebook().equals(notebook))
                .map(input -> input.cell().input().name())
                .collect(Collectors.toSet());
        List<String> names = source.inputs().stream().filter(known::contains).toList();
        Holding holding = holdings.get(notebook);
        RunStatus apart = holding == null
                ? null
                : queries.apply(source.reference())
                        .map(query -> holding.runs.get(query.cell()))
                        .orElse(null);
        return source.asSeenBy(apart, names);
    }

    private void tellNewInputs() {
        if (!seenInputs().equals(toldInputs)) {
            tellInputs();
        }
    }

    private void tellInputs() {
        toldInputs = seenInputs();
        tellings++;
        shown.inputsChanged(toldInputs);
    }

    private List<DashboardInput> seenInputs() {
        List<DashboardInput> seen = new ArrayList<>();
        for (DashboardInput input : inputs) {
            if (input.scope() != InputScope.OWN || isOffered(input)) {
                seen.add(input.with(own.getOrDefault(input.reference(), input.values())));
            } else if (role(input.notebook()).isPresent()) {
                seen.add(input.within(InputScope.NONE));
            }
        }
        return seen;
    }

    /** Whether a value changes what a tile shows. Of what has one already that is said on, as while a query is being rewritten. */
    private boolean isOffered(DashboardInput input) {
        String name = input.cell().input().name();
        return own.containsKey(input.reference())
                || sources.keySet().stream()
                        .filter(tile -> tile.notebook().equals(input.notebook()))
                        .flatMap(tile -> queries.apply(tile).stream())
                        .anyMatch(query -> named.apply(query).contains(name));
    }

    /** @param atOnce whether its runs end at once, where nobody else has the same */
    public void close(boolean atOnce) {
        thread.execute(() -> release(atOnce));
    }

    private void release(boolean atOnce) {
        closed = true;
        holdings.values().forEach(holding -> holding.notebook.leaveViewer(holding.viewer, atOnce));
        holdings.clear();
    }
}
