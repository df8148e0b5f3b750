package dev.riffle.workbench.web

import dev.riffle.sessions.catalog.CatalogListing
import dev.riffle.sessions.session.RunStatus
import dev.riffle.sessions.view.ViewId
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.dashboard.CellReference
import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.live.DashboardInput
import dev.riffle.workbench.live.DashboardListener
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.NotebookListener
import dev.riffle.workbench.live.OpenNotebook
import dev.riffle.workbench.live.OwnValue
import dev.riffle.workbench.live.TileSource
import dev.riffle.workbench.live.ViewerDashboard
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.NotebookEdit
import dev.riffle.workbench.notebook.NotebookId
import dev.riffle.workbench.notebook.TextUpdate
import dev.riffle.workbench.web.wire.*
import io.ktor.websocket.CloseReason
import io.ktor.websocket.Frame
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import io.ktor.websocket.readText
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicReference

/**
 * The socket of somebody who came by a share link. It takes nothing but the wish to see what the link was made for: all
 * other messages are refused, and only views that are shown there may be watched.
 */
class LinkSocket(
    private val socket: WebSocketSession,
    private val link: ShareLink,
    private val notebooks: LiveNotebooks,
    private val dashboards: LiveDashboards,
    private val viewers: LinkViewers,
    private val outlet: TabOutlet,
) {
    /** The runs that are shown, by the cell that shows them. */
    private val shown = ConcurrentHashMap<String, WireRun>()
    private val close = AtomicReference<(isLinkOver: Boolean) -> Unit> {}

    /** The dashboard with this viewer's own values, while it is open. */
    private val dashboard = AtomicReference<ViewerDashboard?>()

    /** @param isThere whether the link has not been ended */
    suspend fun serve(
        welcome: Welcome,
        isThere: suspend () -> Boolean,
    ) {
        viewers.entered(link.id(), socket)
        // It may have been ended after it was looked up, and before this page could be told.
        if (!isThere()) {
            viewers.left(link.id(), socket)
            socket.close(CloseReason(LinkViewers.LINK_ENDED, "this link was ended"))
            return
        }
        val writer = socket.launch { outlet.write() }
        outlet.send(welcome)
        val expiry = link.expiresAt()?.let { at -> socket.launch { endAt(at) } }
        try {
            for (frame in socket.incoming) {
                require(frame is Frame.Text) { "messages are text" }
                handle(frame.readText())
            }
        } catch (e: IllegalArgumentException) {
            socket.close(CloseReason(LiveSocket.PROTOCOL_ERROR, (e.message ?: "not understood").lineSequence().first().take(100)))
        } finally {
            expiry?.cancel()
            viewers.left(link.id(), socket)
            outlet.close()
            val isOver = link.hasExpired(Instant.now()) || withContext(NonCancellable) { runCatching { !isThere() }.getOrDefault(false) }
            closeShown(isOver)
            writer.cancel()
        }
    }

    private suspend fun endAt(at: Instant) {
        delay(Duration.between(Instant.now(), at).toMillis().coerceAtLeast(0))
        socket.close(CloseReason(LinkViewers.LINK_ENDED, "this link has expired"))
    }

    private fun handle(text: String) {
        when (val message = decodeForeign(ClientMessage.serializer(), text)) {
            is Ping -> outlet.send(Pong(System.currentTimeMillis()))
            is OpenDashboardRequest -> outlet.answer(message) { openDashboard(message) }
            is OpenNotebookRequest -> outlet.answer(message) { openNotebook(message) }
            is SetDashboardInputRequest -> outlet.answer(message) { setInput(message) }
            is FetchDashboardInputOptionsRequest -> outlet.answer(message) { options(message) }
            is Watch -> watch(message)
            is Unwatch -> outlet.unwatch(message.view)
            is CloseDashboard, is CloseNotebook -> closeShown()
            is WhereaboutsMessage -> Unit
            is Request -> outlet.send(Refused(message.request, "FORBIDDEN", "This link only shows."))
        }
    }

    private fun watch(message: Watch) {
        outlet.watch(message, if (isShown(message.view)) notebooks.feed(ViewId(message.view)).orElse(null) else null)
        // It may have been taken from what is shown meanwhile.
        outlet.unwatchUnless(::isShown)
    }

    private fun isShown(view: String) = shown.values.any { run -> run.statements.any { it.result?.view == view } }

    private fun isTarget(
        kind: DocumentReference.Kind,
        id: String,
    ) = link.target() == DocumentReference(kind, id)

    /** Ends what is told of the document, if it is open. */
    private fun closeShown(isLinkOver: Boolean = false) {
        dashboard.set(null)
        close.getAndSet {}(isLinkOver)
        showNothing()
    }

    private fun showNothing() {
        shown.clear()
        outlet.unwatchUnless(::isShown)
    }

    private fun openDashboard(message: OpenDashboardRequest): CompletableFuture<out ServerMessage> {
        if (!isTarget(DocumentReference.Kind.DASHBOARD, message.dashboard)) {
            return done(Refused(message.request, "DASHBOARD_GONE", "This link shows another dashboard."))
        }
        closeShown()
        val id = DashboardId(message.dashboard)
        val listener =
            object : DashboardListener {
                override fun opened(
                    dashboard: Dashboard,
                    sources: List<TileSource>,
                    inputs: List<DashboardInput>,
                ) {
                    shown.clear()
                    val told = inputs.map { it.toWire("own") }
                    outlet.send(DashboardMessage(dashboard.toWire(), sources.map(::shownSource), told, "viewer"))
                    outlet.unwatchUnless(::isShown)
                }

                override fun edited(
                    editId: String,
                    dashboard: Dashboard,
                ) {
                    val cells = dashboard.references().map { "${it.notebook()} ${it.cell()}" }.toSet()
                    shown.keys.retainAll(cells)
                    outlet.unwatchUnless(::isShown)
                    outlet.send(DashboardEdited(message.dashboard, editId, dashboard.toWire()))
                }

                override fun inputsChanged(inputs: List<DashboardInput>) {
                    outlet.send(DashboardInputsMessage(message.dashboard, inputs.map { it.toWire("own") }))
                }

                override fun sourceChanged(source: TileSource) {
                    outlet.send(TileSourceMessage(message.dashboard, shownSource(source)))
                    outlet.unwatchUnless(::isShown)
                }

                override fun gone() {
                    showNothing()
                    outlet.send(DashboardGone(message.dashboard))
                }
            }
        val viewer = dashboards.forViewer(listener)
        val watching = dashboards.watch(id, viewer)
        close.set { isLinkOver ->
            watching.whenComplete { _, _ -> dashboards.unwatch(id, viewer) }
            viewer.close(isLinkOver)
        }
        dashboard.set(viewer)
        return watching.thenApply { there ->
            if (there) {
                Accepted(message.request, null)
            } else {
                Refused(message.request, "DASHBOARD_GONE", "This dashboard is not there any more.")
            }
        }
    }

    private fun done(message: ServerMessage): CompletableFuture<ServerMessage> = CompletableFuture.completedFuture(message)

    private fun setInput(message: SetDashboardInputRequest): CompletableFuture<out ServerMessage> {
        val viewer = viewerOf(message) ?: return done(noInput(message))
        return viewer.set(reference(message.notebook, message.cell), message.values).thenApply { outcome ->
            when (outcome) {
                is OwnValue.Taken -> Accepted(message.request, null)
                is OwnValue.NoInput -> noInput(message)
                is OwnValue.Invalid -> Refused(message.request, "VALUE_INVALID", outcome.message())
                is OwnValue.TooMany -> Refused(message.request, "TOO_MANY_RUNS", TOO_MANY_RUNS)
            }
        }
    }

    private fun options(message: FetchDashboardInputOptionsRequest): CompletableFuture<out ServerMessage> {
        val viewer = viewerOf(message) ?: return done(noInput(message))
        return viewer.options(reference(message.notebook, message.cell)).thenApply { optionsAnswer(message, it) }
    }

    private fun viewerOf(message: DashboardRequest) =
        dashboard.get().takeIf { isTarget(DocumentReference.Kind.DASHBOARD, message.dashboard) }

    private fun reference(
        notebook: String,
        cell: String,
    ) = CellReference(NotebookId(notebook), CellId(cell))

    private fun shownSource(source: TileSource): WireTileSource {
        val wire = source.toWire().forLink().copy(inputs = source.inputs())
        note("${wire.notebook} ${wire.cell}", wire.run)
        return wire
    }

    private fun note(
        cell: String,
        run: WireRun?,
    ) {
        if (run == null) shown.remove(cell) else shown[cell] = run
    }

    private fun openNotebook(message: OpenNotebookRequest): CompletableFuture<out ServerMessage> {
        val notebook =
            if (isTarget(DocumentReference.Kind.NOTEBOOK, message.notebook)) {
                notebooks.open(NotebookId(message.notebook)).orElse(null)
            } else {
                null
            }
        if (notebook == null) {
            return done(Refused(message.request, "NOTEBOOK_GONE", "This notebook is not there any more."))
        }
        closeShown()
        val listener = NotebookWatch(message.notebook, notebook)
        close.set { _ -> notebook.unwatch(listener) }
        return notebook.watch(listener).thenApply { Accepted(message.request, null) }
    }

    /** Tells the whole notebook again after each change: a viewer has no edits of their own to keep. */
    private inner class NotebookWatch(
        private val id: String,
        private val notebook: OpenNotebook,
    ) : NotebookListener {
        private val asking = AtomicBoolean()

        override fun opened(view: OpenNotebook.View) {
            val runs = view.runs().map { it.toWire().forLink() }
            shown.clear()
            runs.forEach { note(it.cell, it) }
            outlet.unwatchUnless(::isShown)
            outlet.send(NotebookMessage(view.notebook().toWire().forLink(link.showsSql()), runs, null, "viewer"))
        }

        private fun refresh() {
            // Of many changes in a row the last is enough.
            if (asking.compareAndSet(false, true)) {
                notebook.current().whenComplete { view, _ ->
                    asking.set(false)
                    view?.let { opened(it) }
                }
            }
        }

        override fun edited(
            revision: Long,
            editId: String,
            edit: NotebookEdit,
        ) = refresh()

        override fun textUpdated(
            cell: CellId,
            version: Long,
            revision: Long,
            updates: List<TextUpdate>,
        ) = refresh()

        override fun runChanged(run: RunStatus) {
            val wire = run.toWire().forLink()
            note(wire.cell, wire)
            outlet.send(RunMessage(id, wire))
            outlet.unwatchUnless(::isShown)
        }

        override fun catalogChanged(catalog: CatalogListing) = Unit

        override fun gone() {
            showNothing()
            outlet.send(NotebookGone(id))
        }
    }

    private companion object {
        const val TOO_MANY_RUNS =
            "Others look at as many different values as this server runs at once: take a value that somebody else has, or try again later."
    }
}
