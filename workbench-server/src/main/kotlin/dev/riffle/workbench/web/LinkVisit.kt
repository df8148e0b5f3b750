package dev.riffle.workbench.web

import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.web.wire.ClientMessage
import dev.riffle.workbench.web.wire.Welcome
import io.ktor.websocket.CloseReason
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import java.time.Duration
import java.time.Instant

/** What answers whoever came by a share link. */
interface LinkPage {
    suspend fun handle(message: ClientMessage)

    /** The page is gone, with the link or before it. */
    fun close(isLinkOver: Boolean)
}

/** One page that shows a share link, for as long as its socket and the link last. */
class LinkVisit(
    private val socket: WebSocketSession,
    private val link: ShareLink,
    private val viewers: LinkViewers,
    private val outlet: TabOutlet,
) {
    private val tab = TabSocket(socket)

    /** @param isThere whether the link has not been ended */
    suspend fun serve(
        page: LinkPage,
        welcome: Welcome,
        isThere: suspend () -> Boolean,
    ) {
        viewers.entered(link.id(), tab)
        // It may have been ended after it was looked up, and before this page could be told.
        if (!isThere()) {
            viewers.left(link.id(), tab)
            socket.close(CloseReason(LinkViewers.LINK_ENDED, "this link was ended"))
            return
        }
        val writer = socket.launch { outlet.write() }
        outlet.send(welcome)
        val expiry = link.expiresAt()?.let { at -> socket.launch { endAt(at) } }
        try {
            tab.read(page::handle)
        } finally {
            expiry?.cancel()
            viewers.left(link.id(), tab)
            outlet.close()
            page.close(isLinkOver = tab.hasEnded)
            writer.cancel()
        }
    }

    private suspend fun endAt(at: Instant) {
        delay(Duration.between(Instant.now(), at).toMillis().coerceAtLeast(0))
        tab.end(LinkViewers.LINK_ENDED, "this link has expired")
    }
}
