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
import dev.riffle.workbench.live.TileSource
import dev.riffle.workbench.live.ViewerDashboard
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.NotebookEdit
import dev.riffle.workbench.notebook.NotebookId
import dev.riffle.workbench.notebook.TextUpdate
import dev.riffle.workbench.web.wire.*
import java.time.Duration
import java.util.Optional
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicReference

/**
 * What somebody gets who came by a live share link. It takes nothing but the wish to see what the link was made for: all
 * other messages are refused, and only views that are shown there may be watched.
 */
class LinkSocket(
    private val link: ShareLink,
    private val notebooks: LiveNotebooks,
    private val dashboards: LiveDashboards,
    private val outlet: TabOutlet,
) : LinkPage {
    /** The runs that are shown, by the cell that shows them: replaced as one, so that nobody finds half of them. */
    private val shown = AtomicReference<Map<String, WireRun>>(emptyMap())
    private val closing = AtomicReference<(isLinkOver: Boolean) -> Unit> {}

    /** The dashboard with this viewer's own values, while it is open. */
    private val dashboard = AtomicReference<ViewerDashboard?>()

    override suspend fun handle(message: ClientMessage) {
        when (message) {
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

    override fun close(isLinkOver: Boolean) = closeShown(isLinkOver)

    private fun watch(message: Watch) {
        outlet.watch(message, if (isShown(message.view)) notebooks.feed(ViewId(message.view)).orElse(null) else null)
        // It may have been taken from what is shown meanwhile.
        outlet.unwatchUnless(::isShown)
    }

    private fun isShown(view: String) = shown.get().values.any { run -> run.statements.any { it.result?.view == view } }

    private fun isTarget(
        kind: DocumentReference.Kind,
        id: String,
    ) = link.target() == DocumentReference(kind, id)

    /** Ends what is told of the document, if it is open. */
    private fun closeShown(isLinkOver: Boolean = false) {
        dashboard.set(null)
        closing.getAndSet {}(isLinkOver)
        showNothing()
    }

    private fun showNothing() {
        shown.set(emptyMap())
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
                    val told = inputs.map { it.toWire() }
                    val wires = sources.map(::wireOf)
                    shown.set(wires.mapNotNull { wire -> wire.run?.let { cellOf(wire) to it } }.toMap())
                    outlet.send(DashboardMessage(dashboard.toWire(), wires, told, "viewer"))
                    outlet.unwatchUnless(::isShown)
                }

                override fun edited(
                    editId: String,
                    dashboard: Dashboard,
                ) {
                    val cells = dashboard.references().map { "${it.notebook()} ${it.cell()}" }.toSet()
                    shown.updateAndGet { it.filterKeys(cells::contains) }
                    outlet.unwatchUnless(::isShown)
                    outlet.send(DashboardEdited(message.dashboard, editId, dashboard.toWire()))
                }

                override fun inputsChanged(inputs: List<DashboardInput>) {
                    outlet.send(DashboardInputsMessage(message.dashboard, inputs.map { it.toWire() }))
                }

                override fun sourceChanged(source: TileSource) {
                    val wire = wireOf(source)
                    note(cellOf(wire), wire.run)
                    outlet.send(TileSourceMessage(message.dashboard, wire))
                    outlet.unwatchUnless(::isShown)
                }

                override fun gone() {
                    showNothing()
                    outlet.send(DashboardGone(message.dashboard))
                }
            }
        val viewer = dashboards.forViewer(listener) { Optional.empty() }
        val watching = dashboards.watch(id, viewer)
        closing.set { isLinkOver ->
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
        return viewer.set(reference(message.notebook, message.cell), message.values).thenApply { ownValueAnswer(message, it) }
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

    private fun wireOf(source: TileSource) = source.toWire().forLink()

    private fun cellOf(source: WireTileSource) = "${source.notebook} ${source.cell}"

    private fun note(
        cell: String,
        run: WireRun?,
    ) {
        shown.updateAndGet { if (run == null) it - cell else it + (cell to run) }
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
        closing.set { _ ->
            listener.end()
            notebook.unwatch(listener)
        }
        return notebook.watch(listener).thenApply { Accepted(message.request, null) }
    }

    /** Tells the whole notebook again after each change: a viewer has no edits of their own to keep. */
    private inner class NotebookWatch(
        private val id: String,
        private val notebook: OpenNotebook,
    ) : NotebookListener {
        private val hasEnded = AtomicBoolean()

        /** Typing is many changes a second, and each viewer gets all that there is. */
        private val pace = RefreshPace(BETWEEN_EDITS) { notebook.current().thenAccept(::opened) }

        /** What was asked for before is told no more. */
        fun end() = hasEnded.set(true)

        override fun opened(view: OpenNotebook.View) {
            if (hasEnded.get()) return
            val runs = view.runs().map { it.toWire().forLink() }
            shown.set(runs.associateBy { it.cell })
            outlet.unwatchUnless(::isShown)
            // Each run that changes after this is told on its own, behind it.
            outlet.sendLatest(this) { NotebookMessage(view.notebook().toWire().forLink(link.showsSql()), runs, null, "viewer") }
        }

        override fun edited(
            revision: Long,
            editId: String,
            edit: NotebookEdit,
        ) = pace.changed()

        override fun textUpdated(
            cell: CellId,
            version: Long,
            revision: Long,
            updates: List<TextUpdate>,
        ) = pace.changed()

        override fun runChanged(run: RunStatus) {
            val wire = run.toWire().forLink()
            note(wire.cell, wire)
            outlet.send(RunMessage(id, wire))
            outlet.unwatchUnless(::isShown)
        }

        override fun catalogChanged(catalog: CatalogListing) = Unit

        override fun gone() {
            end()
            showNothing()
            outlet.send(NotebookGone(id))
        }
    }

    private companion object {
        val BETWEEN_EDITS: Duration = Duration.ofSeconds(1)
    }
}
