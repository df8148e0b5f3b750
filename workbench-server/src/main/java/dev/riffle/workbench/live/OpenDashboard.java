package dev.riffle.workbench.live;

import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardEdit;
import dev.riffle.workbench.dashboard.DashboardEditResult;
import dev.riffle.workbench.dashboard.DashboardRejection;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.notebook.ChangeLog;
import dev.riffle.workbench.storage.DashboardStore;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard that is looked at or kept running: the one place where its edits are put in order, stored and told.
 * Confined to the dashboards' thread.
 */
final class OpenDashboard {

    private final DashboardStore store;
    private final Clock clock;
    private final Function<CellReference, @Nullable TileSource> sources;
    private final Function<Dashboard, List<DashboardInput>> inputs;
    private final ChangeLog changes;
    private final Set<DashboardListener> listeners = new LinkedHashSet<>();
    private final Map<CellReference, TileSource> told = new LinkedHashMap<>();
    private Dashboard dashboard;
    private List<DashboardInput> toldInputs = List.of();

    /**
     * @param sources what a cell shows now; null while that is not known, when nothing is told of it
     * @param inputs those of the notebooks whose cells it shows
     */
    OpenDashboard(
            Dashboard dashboard,
            DashboardStore store,
            Clock clock,
            Function<CellReference, @Nullable TileSource> sources,
            Function<Dashboard, List<DashboardInput>> inputs) {
        this.dashboard = dashboard;
        this.store = store;
        this.clock = clock;
        this.sources = sources;
        this.inputs = inputs;
        this.changes = new ChangeLog(dashboard.revision());
    }

    Dashboard dashboard() {
        return dashboard;
    }

    boolean isWatched() {
        return !listeners.isEmpty();
    }

    void watch(DashboardListener listener) {
        settle();
        listeners.add(listener);
        listener.opened(dashboard, List.copyOf(told.values()), toldInputs);
    }

    void unwatch(DashboardListener listener) {
        listeners.remove(listener);
    }

    /** Tells what tiles show where that has changed. */
    void settle() {
        told.keySet().retainAll(dashboard.references());
        for (CellReference reference : dashboard.references()) {
            tell(reference);
        }
        List<DashboardInput> now = inputs.apply(dashboard);
        if (!now.equals(toldInputs)) {
            toldInputs = now;
            announce(listener -> listener.inputsChanged(now));
        }
    }

    private void tell(CellReference reference) {
        TileSource now = sources.apply(reference);
        if (now != null && !now.equals(told.put(reference, now))) {
            announce(listener -> listener.sourceChanged(now));
        }
    }

    /** Applies, stores and tells an edit. One that was stored before is answered again without effect. */
    DashboardOutcome edit(Author author, String editId, long basedOn, DashboardEdit edit) {
        OptionalLong stored = store.revisionOfEdit(dashboard.id(), editId);
        if (stored.isPresent()) {
            return new DashboardOutcome.Stored(stored.getAsLong());
        }
        boolean overwrites = edit.replaces().stream().anyMatch(value -> changes.hasChanged(value, basedOn));
        if (overwrites && !edit.agreesWith(dashboard)) {
            return new DashboardOutcome.Refused(DashboardRejection.STALE);
        }
        DashboardEditResult result = edit.applyTo(dashboard, clock.instant());
        if (result instanceof DashboardEditResult.Rejected rejected) {
            return new DashboardOutcome.Refused(rejected.reason());
        }
        Dashboard after = ((DashboardEditResult.Applied) result).dashboard();
        Contribution change =
                edit instanceof DashboardEdit.RemoveTile ? Contribution.removal(author) : Contribution.edit(author);
        store.update(dashboard, after, editId, change);
        dashboard = after;
        edit.replaces().forEach(value -> changes.note(value, after.revision()));
        settle();
        announce(listener -> listener.edited(editId, after));
        return new DashboardOutcome.Stored(after.revision());
    }

    /** Brings a version back, if the dashboard is still as whoever asks saw it. */
    DashboardOutcome restoreVersion(Author author, long basedOn, long version) {
        Dashboard then = store.version(dashboard.id(), version).orElse(null);
        if (then == null) {
            return new DashboardOutcome.Refused(DashboardRejection.VERSION_GONE);
        }
        if (basedOn != dashboard.revision()) {
            return new DashboardOutcome.Refused(DashboardRejection.STALE);
        }
        Dashboard after = dashboard.nextWithContentOf(then, clock.instant());
        store.update(dashboard, after, null, Contribution.restore(author, version));
        dashboard = after;
        changes.note("title", after.revision());
        changes.note("description", after.revision());
        for (Tile tile : after.tiles()) {
            changes.note("tile " + tile.id(), after.revision());
            changes.note("place " + tile.id(), after.revision());
        }
        settle();
        announce(listener -> listener.edited("version-" + version, after));
        return new DashboardOutcome.Stored(after.revision());
    }

    /** Moves it to the trash; whoever looks at it is told. */
    void trash() {
        Dashboard trashed = dashboard.withTrashedAt(clock.instant());
        store.update(dashboard, trashed, null, null);
        dashboard = trashed;
        announce(DashboardListener::gone);
        listeners.clear();
    }

    private void announce(Consumer<DashboardListener> news) {
        List.copyOf(listeners).forEach(news);
    }
}
