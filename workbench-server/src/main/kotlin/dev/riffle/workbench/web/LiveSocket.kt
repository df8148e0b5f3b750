package dev.riffle.workbench.web

import dev.riffle.sessions.catalog.CatalogListing
import dev.riffle.sessions.cluster.ClusterStatus
import dev.riffle.sessions.session.RunStatus
import dev.riffle.sessions.view.ViewId
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.live.EditOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.NotebookListener
import dev.riffle.workbench.live.OpenNotebook
import dev.riffle.workbench.live.TextSince
import dev.riffle.workbench.notebook.Cell
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.InvalidInputException
import dev.riffle.workbench.notebook.NotebookEdit
import dev.riffle.workbench.notebook.NotebookId
import dev.riffle.workbench.notebook.TextUpdate
import dev.riffle.workbench.presence.Presence
import dev.riffle.workbench.presence.Room
import dev.riffle.workbench.presence.Visitor
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.websocket.WebSocketSession
import kotlinx.coroutines.launch
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap

/** One tab's socket: what it has open, what it watches, what waits to be sent. Messages are handled in their order. */
class LiveSocket(
    private val socket: WebSocketSession,
    private val tab: TabSocket,
    private val person: Person,
    private val roles: Roles,
    private val notebooks: LiveNotebooks,
    dashboards: LiveDashboards,
    frames: FrameCache,
    pace: TickPace,
    presence: Presence,
    arrive: () -> Visitor,
) {
    private class Opened(
        val notebook: OpenNotebook,
        val listener: NotebookListener,
    )

    private val author = Author.of(person)
    private val outlet = TabOutlet(socket, frames, pace)
    private val opened = ConcurrentHashMap<String, Opened>()
    private val here = TabPresence(presence, arrive, outlet)
    private val dashboardWatching =
        DashboardWatching(dashboards, DashboardInputs(dashboards, notebooks, person, roles), person, roles, outlet, here) {
            outlet.unwatchUnless(::mayWatch)
        }

    suspend fun serve(
        welcome: Welcome,
        cluster: ((ClusterStatus) -> Unit) -> AutoCloseable,
        now: () -> ClusterStatus,
    ) {
        val writer = socket.launch { outlet.write() }
        send(welcome)
        val registration = cluster { status -> send(ClusterMessage(status.toWire())) }
        val roleChanges = roles.onChange { document, account -> if (account == person.account()) roleChanged(document) }
        try {
            // Listening comes first; a change on the way may be told before an older status is, so the newest ends it.
            do {
                val told = now()
                send(ClusterMessage(told.toWire()))
            } while (told != now())
            tab.read(::handle)
        } finally {
            registration.close()
            roleChanges.close()
            outlet.close()
            opened.values.forEach { it.notebook.unwatch(it.listener) }
            dashboardWatching.closeAll(atOnce = tab.hasEnded)
            here.leaveAll()
            writer.cancel()
        }
    }

    private fun handle(message: ClientMessage) {
        val refusal = refusal(message)
        if (refusal == null) {
            take(message)
        } else if (message is Request) {
            send(Refused(message.request, refusal.code, refusal.message))
        }
    }

    /** Why this person may not send this; null where they may. */
    private fun refusal(message: ClientMessage): HttpError? {
        val rule = ruleOf(message)
        val id =
            when (message) {
                is NotebookClientMessage -> message.notebook
                is DashboardClientMessage -> message.dashboard
                else -> null
            }
        if (rule !is AccessRule.OnDocument || id == null) {
            return null
        }
        return try {
            roles.require(person, DocumentReference(rule.kind, id), rule.role)
            null
        } catch (e: HttpError) {
            // As where it is not there at all.
            if (e.status == HttpStatusCode.NotFound) HttpError(e.status, "${rule.kind}_GONE", e.message) else e
        }
    }

    /** What the person may do with what is open here changed. */
    private fun roleChanged(document: DocumentReference) {
        val role = roles.of(person, document).orElse(null)
        val isNotebook = document.kind() == DocumentReference.Kind.NOTEBOOK
        val isOpen = if (isNotebook) opened.containsKey(document.id()) else dashboardWatching.isOpen(document.id())
        if (role != null && isOpen) {
            send(RoleMessage(document.kind().name.lowercase(), document.id(), role.name.lowercase()))
        } else if (role == null && isOpen && isNotebook) {
            opened.remove(document.id())?.let { it.notebook.unwatch(it.listener) }
            here.leave(Room(Room.Kind.NOTEBOOK, document.id()))
            send(NotebookGone(document.id()))
        } else if (role == null && !isNotebook) {
            dashboardWatching.close(document.id(), atOnce = true)
            if (isOpen) send(DashboardGone(document.id()))
        }
        if (isNotebook) {
            dashboardWatching.roleChanged()
        }
        outlet.unwatchUnless(::mayWatch)
    }

    /** Results of notebooks that they may see, and what a dashboard shows that is open here. */
    private fun mayWatch(view: String): Boolean =
        person.administrator() ||
            dashboardWatching.isShown(view) ||
            notebooks.notebookOf(ViewId(view)).map { roles.allows(person, documentOf(it), Role.VIEWER) }.orElse(false)

    private fun take(message: ClientMessage) {
        when (message) {
            is Ping -> {
                send(Pong(System.currentTimeMillis()))
            }

            is OpenNotebookRequest -> {
                answering(message) { open(message) }
            }

            is CloseNotebook -> {
                opened.remove(message.notebook)?.let { it.notebook.unwatch(it.listener) }
                here.leave(room(message.notebook))
            }

            is WhereaboutsMessage -> {
                here.moved(room(message.notebook), message.toCore())
            }

            is EditRequest -> {
                answering(message) { edit(message) }
            }

            is TextRequest -> {
                answering(message) { text(message) }
            }

            is FetchTextRequest -> {
                answering(message) { fetchText(message) }
            }

            is RunCellRequest -> {
                answering(message) { run(message) }
            }

            is RunAllRequest -> {
                answering(message) { within(message.notebook) { it.runAll().thenApply { accepted(message) } } }
            }

            is StopCellRequest -> {
                answering(message) {
                    within(message.notebook) {
                        it.stop(CellId(message.cell))
                        done(accepted(message))
                    }
                }
            }

            is StopAllRequest -> {
                answering(message) {
                    within(message.notebook) {
                        it.stopAll()
                        done(accepted(message))
                    }
                }
            }

            is CheckRequest -> {
                answering(message) {
                    within(message.notebook) { notebook ->
                        notebook.check(message.text).thenApply { found -> Problems(message.request, found.map { it.toWire() }) }
                    }
                }
            }

            is FetchInputOptionsRequest -> {
                answering(message) {
                    within(message.notebook) { notebook ->
                        notebook.options(CellId(message.cell)).thenApply { optionsAnswer(message, it) }
                    }
                }
            }

            is DashboardRequest -> {
                answering(message) { dashboardWatching.answer(message) }
            }

            is CloseDashboard -> {
                dashboardWatching.close(message.dashboard, atOnce = false)
                outlet.unwatchUnless(::mayWatch)
            }

            is Watch -> {
                outlet.watch(message, notebooks.feed(ViewId(message.view)).filter { mayWatch(message.view) }.orElse(null))
                // What gave the right to it may have been taken meanwhile.
                outlet.unwatchUnless(message.view, ::mayWatch)
            }

            is Unwatch -> {
                outlet.unwatch(message.view)
            }
        }
    }

    private fun answering(
        request: Request,
        act: () -> CompletableFuture<out ServerMessage>?,
    ) = outlet.answer(request) {
        act() ?: done(Refused(request.request, "NOTEBOOK_GONE", "This notebook is not open: it may have been moved to the trash."))
    }

    private fun within(
        notebook: String,
        act: (OpenNotebook) -> CompletableFuture<out ServerMessage>,
    ): CompletableFuture<out ServerMessage>? = opened[notebook]?.let { act(it.notebook) }

    private fun accepted(request: Request): ServerMessage = Accepted(request.request, null)

    private fun done(message: ServerMessage): CompletableFuture<ServerMessage> = CompletableFuture.completedFuture(message)

    private fun open(message: OpenNotebookRequest): CompletableFuture<out ServerMessage> {
        if (opened.size >= MOST_NOTEBOOKS) {
            return done(Refused(message.request, "TOO_MANY", "A tab has at most $MOST_NOTEBOOKS notebooks open."))
        }
        val notebook =
            notebooks.open(NotebookId(message.notebook)).orElse(null)
                ?: return done(gone(message))
        opened.remove(message.notebook)?.let { it.notebook.unwatch(it.listener) }
        val listener = listener(message.notebook)
        opened[message.notebook] = Opened(notebook, listener)
        here.enter(room(message.notebook))
        val watching = notebook.watch(listener)
        if (!maySee(message.notebook)) {
            // The role was taken meanwhile, and whoever was told of that may not have found it open.
            notebook.unwatch(listener)
            opened.remove(message.notebook)
            here.leave(room(message.notebook))
            return done(gone(message))
        }
        return watching.thenApply { accepted(message) }
    }

    private fun gone(message: OpenNotebookRequest) =
        Refused(message.request, "NOTEBOOK_GONE", "There is no such notebook: it may have been moved to the trash.")

    private fun maySee(notebook: String) = roles.allows(person, documentOf(NotebookId(notebook)), Role.VIEWER)

    private fun listener(id: String) =
        object : NotebookListener {
            /** What is on its way to somebody who has lost the role goes no further. */
            private fun tell(message: ServerMessage) {
                if (maySee(id)) send(message)
            }

            override fun opened(view: OpenNotebook.View) =
                tell(
                    NotebookMessage(
                        view.notebook().toWire(),
                        view.runs().map { it.toWire() },
                        view.catalog()?.toWire(),
                        roles
                            .of(person, documentOf(NotebookId(id)))
                            .orElse(Role.VIEWER)
                            .name
                            .lowercase(),
                    ),
                )

            override fun edited(
                revision: Long,
                editId: String,
                edit: NotebookEdit,
            ) = tell(Edited(id, revision, editId, edit.toWire()))

            override fun textUpdated(
                cell: CellId,
                version: Long,
                revision: Long,
                updates: List<TextUpdate>,
            ) = tell(TextUpdated(id, cell.value(), version, revision, updates.map { it.toWire() }))

            override fun runChanged(run: RunStatus) = tell(RunMessage(id, run.toWire()))

            override fun catalogChanged(catalog: CatalogListing) = tell(CatalogMessage(id, catalog.toWire()))

            override fun gone() {
                opened.remove(id)
                here.leave(room(id))
                send(NotebookGone(id))
            }
        }

    private fun room(notebook: String) = Room(Room.Kind.NOTEBOOK, notebook)

    private fun edit(message: EditRequest): CompletableFuture<out ServerMessage>? {
        require(message.editId.length in 1..64) { "an edit's id has 1 to 64 characters" }
        val edit =
            try {
                message.edit.toCore()
            } catch (e: InvalidInputException) {
                return done(Refused(message.request, "INPUT_INVALID", e.message!!))
            }
        return within(message.notebook) { notebook ->
            notebook.edit(author, message.editId, message.basedOn, edit).thenApply { outcome(message, it) }
        }
    }

    private fun text(message: TextRequest): CompletableFuture<out ServerMessage>? {
        require(message.updates.size in 1..100) { "a text message has 1 to 100 updates" }
        val updates = message.updates.map { it.toCore() }
        return within(message.notebook) { notebook ->
            notebook.changeText(author, CellId(message.cell), message.version, updates).thenApply { outcome(message, it) }
        }
    }

    private fun outcome(
        request: Request,
        outcome: EditOutcome,
    ): ServerMessage =
        when (outcome) {
            is EditOutcome.Stored -> Accepted(request.request, outcome.revision())
            is EditOutcome.Refused -> Refused(request.request, outcome.reason().name, outcome.message())
        }

    private fun fetchText(message: FetchTextRequest): CompletableFuture<out ServerMessage>? =
        within(message.notebook) { notebook ->
            notebook.textSince(CellId(message.cell), message.version).thenApply { since ->
                when (since) {
                    is TextSince.CellGone -> {
                        Refused(message.request, "CELL_GONE", "The cell was deleted.")
                    }

                    is TextSince.Updates -> {
                        send(
                            TextUpdated(
                                message.notebook,
                                message.cell,
                                since.version(),
                                since.revision(),
                                since.updates().map { it.toWire() },
                            ),
                        )
                        accepted(message)
                    }

                    is TextSince.Whole -> {
                        send(TextReset(message.notebook, message.cell, since.version(), since.text()))
                        accepted(message)
                    }
                }
            }
        }

    private fun run(message: RunCellRequest): CompletableFuture<out ServerMessage>? =
        within(message.notebook) { notebook ->
            notebook.current().thenCompose { view ->
                val cell = view.notebook().cell(CellId(message.cell)).orElse(null)
                when (cell) {
                    null -> done(Refused(message.request, "CELL_GONE", "The cell was deleted."))
                    is Cell.Sql -> notebook.run(setOf(cell.id())).thenApply { accepted(message) }
                    else -> done(Refused(message.request, "NOT_SQL", "Only SQL cells can run."))
                }
            }
        }

    private fun send(message: ServerMessage) = outlet.send(message)

    private companion object {
        const val MOST_NOTEBOOKS = 20
    }
}
