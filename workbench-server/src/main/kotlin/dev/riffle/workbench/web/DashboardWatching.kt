package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.dashboard.CellReference
import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.dashboard.DashboardRejection
import dev.riffle.workbench.dashboard.TileId
import dev.riffle.workbench.live.DashboardInput
import dev.riffle.workbench.live.DashboardListener
import dev.riffle.workbench.live.DashboardOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.TileSource
import dev.riffle.workbench.live.ViewerDashboard
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.NotebookId
import dev.riffle.workbench.presence.Room
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.*
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap

/**
 * What one tab's socket does with dashboards: those that it has open, and its requests.
 *
 * @param shownLess told when results are shown no more that were shown before
 */
class DashboardWatching(
    private val dashboards: LiveDashboards,
    private val inputs: DashboardInputs,
    private val person: Person,
    private val roles: Roles,
    private val outlet: TabOutlet,
    private val here: TabPresence,
    private val shownLess: () -> Unit,
) {
    private class Opened(
        /** The dashboard with this person's own values. */
        val viewer: ViewerDashboard,
        val watching: CompletableFuture<Boolean>,
    )

    private val opened = ConcurrentHashMap<String, Opened>()

    /** The runs that are shown, by the dashboard and the cell. */
    private val shown = ConcurrentHashMap<String, Map<CellReference, WireRun>>()

    fun isOpen(dashboard: String) = opened.containsKey(dashboard)

    /** Whether a dashboard that is open here, and that they may see, shows that result. */
    fun isShown(view: String) = shown.any { (dashboard, runs) -> view in views(runs) && maySee(dashboard) }

    private fun views(runs: Map<CellReference, WireRun>): Set<String> =
        runs.values.flatMap { run -> run.statements.mapNotNull { it.result?.view } }.toSet()

    private fun show(
        dashboard: String,
        change: (Map<CellReference, WireRun>) -> Map<CellReference, WireRun>,
    ) {
        var gone = emptySet<String>()
        shown.computeIfPresent(dashboard) { _, runs -> change(runs).also { gone = views(runs) - views(it) } }
        if (gone.isNotEmpty()) {
            shownLess()
        }
    }

    private fun maySee(dashboard: String) = roles.allows(person, documentOf(DashboardId(dashboard)), Role.VIEWER)

    /** The one answer that a request gets. */
    fun answer(message: DashboardRequest): CompletableFuture<out ServerMessage> {
        val id = DashboardId(message.dashboard)
        return when (message) {
            is OpenDashboardRequest -> {
                open(message, id)
            }

            is EditDashboardRequest -> {
                require(message.editId.length in 1..64) { "an edit's id has 1 to 64 characters" }
                val edit = message.edit.toCore()
                allowed(message, { roles.requireFor(person, edit, it) }) {
                    dashboards
                        .edit(Author.of(person), id, message.editId, message.basedOn, edit) { roles.allowsFor(person, edit, it) }
                        .thenApply { outcome(message, it) }
                }
            }

            is SetDashboardInputRequest -> {
                inputs.set(message, opened[message.dashboard]?.viewer)
            }

            is FetchDashboardInputOptionsRequest -> {
                inputs.options(message)
            }

            is RunDashboardRequest -> {
                allowed(message, { roles.requireRunning(person, it, message.tile) }) {
                    dashboards
                        .run(id, message.tile?.let { TileId(it) }) { roles.allowsRunning(person, it, message.tile) }
                        .thenApply { found(message, it) }
                }
            }

            is StopDashboardRequest -> {
                allowed(message, { roles.requireRunning(person, it, message.tile) }) {
                    dashboards
                        .stop(id, message.tile?.let { TileId(it) }) { roles.allowsRunning(person, it, message.tile) }
                        .thenApply { found(message, it) }
                }
            }
        }
    }

    /** Does it, unless this person may not do so with the queries of others that the dashboard shows. */
    private fun allowed(
        message: DashboardRequest,
        check: (Dashboard) -> Unit,
        act: () -> CompletableFuture<out ServerMessage>,
    ): CompletableFuture<out ServerMessage> {
        if (person.administrator()) {
            return act()
        }
        val dashboard = dashboards.find(DashboardId(message.dashboard)).orElse(null) ?: return act()
        return try {
            check(dashboard)
            act()
        } catch (e: HttpError) {
            CompletableFuture.completedFuture(Refused(message.request, e.code, e.message))
        }
    }

    private fun open(
        message: OpenDashboardRequest,
        id: DashboardId,
    ): CompletableFuture<out ServerMessage> {
        // What it shows may go on to be watched while it is opened anew.
        opened.remove(message.dashboard)?.let { release(message.dashboard, it, atOnce = false) }
        if (opened.size >= MOST_DASHBOARDS) {
            return CompletableFuture.completedFuture(
                Refused(message.request, "TOO_MANY", "A tab has at most $MOST_DASHBOARDS dashboards open."),
            )
        }
        val viewer = dashboards.forViewer(listener(message.dashboard)) { roles.of(person, documentOf(it)) }
        val watching = dashboards.watch(id, viewer)
        val entry = Opened(viewer, watching)
        opened[message.dashboard] = entry
        here.enter(room(message.dashboard))
        if (!maySee(message.dashboard)) {
            // The role was taken meanwhile, and whoever was told of that may not have found it open.
            close(message.dashboard, atOnce = true)
        }
        return watching.thenApply { there ->
            if (!there && opened.remove(message.dashboard, entry)) {
                here.leave(room(message.dashboard))
            }
            found(message, there && maySee(message.dashboard))
        }
    }

    /** Whom a change of an input concerns may have changed. */
    fun roleChanged() = opened.values.forEach { it.viewer.rolesChanged() }

    /** @param atOnce whether what runs for this person's own values goes on for nobody: they may not see it any more */
    fun close(
        dashboard: String,
        atOnce: Boolean,
    ) {
        shown.remove(dashboard)
        here.leave(room(dashboard))
        // One that is being opened at this moment is closed once it is open.
        opened.remove(dashboard)?.let { entry ->
            release(dashboard, entry, atOnce).whenComplete { _, _ -> if (!isOpen(dashboard)) shown.remove(dashboard) }
        }
    }

    private fun release(
        dashboard: String,
        entry: Opened,
        atOnce: Boolean,
    ): CompletableFuture<Boolean> {
        entry.viewer.close(atOnce)
        return entry.watching.whenComplete { _, _ -> dashboards.unwatch(DashboardId(dashboard), entry.viewer) }
    }

    /** @param atOnce as in [close] */
    fun closeAll(atOnce: Boolean) = opened.keys.forEach { close(it, atOnce) }

    private fun room(dashboard: String) = Room(Room.Kind.DASHBOARD, dashboard)

    private fun listener(id: String) =
        object : DashboardListener {
            /** What is on its way to somebody who has lost the role goes no further. */
            private fun tell(message: () -> ServerMessage) {
                if (maySee(id)) send(message())
            }

            override fun opened(
                dashboard: Dashboard,
                sources: List<TileSource>,
                inputs: List<DashboardInput>,
            ) = tell {
                shown[id] = emptyMap()
                val wires = sources.map { seen(it) }
                shownLess()
                val role = roles.of(person, documentOf(DashboardId(id))).orElse(Role.VIEWER)
                DashboardMessage(dashboard.toWire(), wires, inputs.map { it.toWire() }, role.name.lowercase())
            }

            override fun edited(
                editId: String,
                dashboard: Dashboard,
            ) {
                show(id) { runs -> runs.filterKeys { it in dashboard.references() } }
                tell { DashboardEdited(id, editId, dashboard.toWire()) }
            }

            override fun inputsChanged(inputs: List<DashboardInput>) = tell { DashboardInputsMessage(id, inputs.map { it.toWire() }) }

            override fun sourceChanged(source: TileSource) = tell { TileSourceMessage(id, seen(source)) }

            /** Without what tells of SQL, tables and jobs, where they may not see the notebook itself. */
            private fun seen(source: TileSource): WireTileSource {
                val whole = source.toWire()
                val reference = CellReference(NotebookId(whole.notebook), CellId(whole.cell))
                val isReader = roles.allows(person, documentOf(reference.notebook()), Role.VIEWER)
                val wire = if (isReader) whole else whole.forLink()
                show(id) { runs -> wire.run?.let { runs + (reference to it) } ?: (runs - reference) }
                return wire
            }

            override fun gone() {
                opened.remove(id)
                if (shown.remove(id) != null) shownLess()
                here.leave(room(id))
                send(DashboardGone(id))
            }
        }

    private fun send(message: ServerMessage) = outlet.send(message)

    private fun outcome(
        request: Request,
        outcome: DashboardOutcome,
    ): ServerMessage =
        when (outcome) {
            is DashboardOutcome.Stored -> Accepted(request.request, outcome.revision())
            is DashboardOutcome.Refused -> Refused(request.request, outcome.reason().name, outcome.reason().message())
        }

    private fun found(
        request: Request,
        there: Boolean,
    ): ServerMessage =
        if (there) {
            Accepted(request.request, null)
        } else {
            val gone = DashboardRejection.DASHBOARD_GONE
            Refused(request.request, gone.name, gone.message())
        }

    private companion object {
        const val MOST_DASHBOARDS = 20
    }
}
