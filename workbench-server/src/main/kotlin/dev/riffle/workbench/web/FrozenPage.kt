package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.web.wire.*
import io.ktor.websocket.WebSocketSession
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/**
 * Answers whoever came by a frozen link from what was kept when it was made: no notebook is opened, no session, no job.
 * Confined to the socket's reader.
 */
class FrozenPage(
    private val socket: WebSocketSession,
    private val link: ShareLink,
    private val shares: FrozenShares,
    private val outlet: TabOutlet,
) : LinkPage {
    private var looking: Job? = null

    override suspend fun handle(message: ClientMessage) {
        when (message) {
            is Ping -> outlet.send(Pong(System.currentTimeMillis()))
            is OpenDashboardRequest -> open(message, DocumentReference.Kind.DASHBOARD, message.dashboard)
            is OpenNotebookRequest -> open(message, DocumentReference.Kind.NOTEBOOK, message.notebook)
            is Watch -> watch(message)
            is CloseDashboard, is CloseNotebook -> stopLooking()
            is Unwatch, is WhereaboutsMessage -> Unit
            is Request -> outlet.send(Refused(message.request, "FORBIDDEN", "This link only shows."))
        }
    }

    private suspend fun open(
        message: Request,
        kind: DocumentReference.Kind,
        id: String,
    ) {
        stopLooking()
        val isTarget = link.target() == DocumentReference(kind, id) && shares.isThere(link)
        val shown = if (isTarget) shares.of(link) else null
        if (shown == null) {
            outlet.send(Refused(message.request, "${kind.name}_GONE", "This is not there any more."))
            return
        }
        outlet.sendEncoded(shown.document)
        outlet.send(Accepted(message.request, null))
        looking = socket.launch { tellWhenGone() }
    }

    /** It goes with its document. */
    private suspend fun tellWhenGone() {
        while (shares.isThere(link)) {
            delay(LOOK_MILLIS)
        }
        outlet.send(
            when (link.target().kind()) {
                DocumentReference.Kind.NOTEBOOK -> NotebookGone(link.target().id())
                DocumentReference.Kind.DASHBOARD -> DashboardGone(link.target().id())
            },
        )
    }

    /** There is one version of each: who has it has all there will be. */
    private suspend fun watch(message: Watch) {
        val result = if (looking?.isActive == true) shares.of(link)?.results?.get(message.view) else null
        if (result == null) {
            outlet.send(ViewGone(message.view))
        } else if (message.seen != result.version) {
            outlet.sendEncoded(result.message)
        }
    }

    override fun close(isLinkOver: Boolean) = stopLooking()

    private fun stopLooking() {
        looking?.cancel()
        looking = null
    }

    private companion object {
        const val LOOK_MILLIS = 3_000L
    }
}
