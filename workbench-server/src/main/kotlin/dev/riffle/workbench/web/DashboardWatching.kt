package dev.riffle.workbench.web

import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.dashboard.DashboardRejection
import dev.riffle.workbench.dashboard.TileId
import dev.riffle.workbench.live.DashboardListener
import dev.riffle.workbench.live.DashboardOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.TileSource
import dev.riffle.workbench.presence.Room
import dev.riffle.workbench.web.wire.*
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap

/** What one tab's socket does with dashboards: those that it has open, and its requests. */
class DashboardWatching(
    private val dashboards: LiveDashboards,
    private val here: TabPresence,
    private val send: (ServerMessage) -> Unit,
) {
    private class Opened(
        val listener: DashboardListener,
        val watching: CompletableFuture<Boolean>,
    )

    private val opened = ConcurrentHashMap<String, Opened>()

    /** The one answer that a request gets. */
    fun answer(message: DashboardRequest): CompletableFuture<out ServerMessage> {
        val id = DashboardId(message.dashboard)
        return when (message) {
            is OpenDashboardRequest -> {
                open(message, id)
            }

            is EditDashboardRequest -> {
                require(message.editId.length in 1..64) { "an edit's id has 1 to 64 characters" }
                dashboards.edit(id, message.editId, message.basedOn, message.edit.toCore()).thenApply { outcome(message, it) }
            }

            is RunDashboardRequest -> {
                dashboards.run(id, message.tile?.let { TileId(it) }).thenApply { found(message, it) }
            }

            is StopDashboardRequest -> {
                dashboards.stop(id, message.tile?.let { TileId(it) }).thenApply { found(message, it) }
            }
        }
    }

    private fun open(
        message: OpenDashboardRequest,
        id: DashboardId,
    ): CompletableFuture<out ServerMessage> {
        close(message.dashboard)
        if (opened.size >= MOST_DASHBOARDS) {
            return CompletableFuture.completedFuture(
                Refused(message.request, "TOO_MANY", "A tab has at most $MOST_DASHBOARDS dashboards open."),
            )
        }
        val listener = listener(message.dashboard)
        val watching = dashboards.watch(id, listener)
        val entry = Opened(listener, watching)
        opened[message.dashboard] = entry
        here.enter(room(message.dashboard))
        return watching.thenApply { there ->
            if (!there) {
                opened.remove(message.dashboard, entry)
                here.leave(room(message.dashboard))
            }
            found(message, there)
        }
    }

    fun close(dashboard: String) {
        here.leave(room(dashboard))
        // One that is being opened at this moment is closed once it is open.
        opened.remove(dashboard)?.let { entry ->
            entry.watching.whenComplete { _, _ -> dashboards.unwatch(DashboardId(dashboard), entry.listener) }
        }
    }

    fun closeAll() = opened.keys.forEach { close(it) }

    private fun room(dashboard: String) = Room(Room.Kind.DASHBOARD, dashboard)

    private fun listener(id: String) =
        object : DashboardListener {
            override fun opened(
                dashboard: Dashboard,
                sources: List<TileSource>,
            ) = send(DashboardMessage(dashboard.toWire(), sources.map { it.toWire() }))

            override fun edited(
                editId: String,
                dashboard: Dashboard,
            ) = send(DashboardEdited(id, editId, dashboard.toWire()))

            override fun sourceChanged(source: TileSource) = send(TileSourceMessage(id, source.toWire()))

            override fun gone() {
                opened.remove(id)
                here.leave(room(id))
                send(DashboardGone(id))
            }
        }

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
