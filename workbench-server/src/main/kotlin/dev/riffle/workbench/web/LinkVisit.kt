package dev.riffle.workbench.web

import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.web.wire.ClientMessage
import dev.riffle.workbench.web.wire.Welcome
import dev.riffle.workbench.web.wire.decodeForeign
import io.ktor.websocket.CloseReason
import io.ktor.websocket.Frame
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import io.ktor.websocket.readText
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import java.time.Duration
import java.time.Instant

/** What answers whoever came by a share link. */
interface LinkPage {
    suspend fun handle(message: ClientMessage)

    /** The page is gone. */
    fun close()
}

/** One page that shows a share link, for as long as its socket and the link last. */
class LinkVisit(
    private val socket: WebSocketSession,
    private val link: ShareLink,
    private val viewers: LinkViewers,
    private val outlet: TabOutlet,
) {
    /** @param isThere whether the link has not been ended */
    suspend fun serve(
        page: LinkPage,
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
                page.handle(decodeForeign(ClientMessage.serializer(), frame.readText()))
            }
        } catch (e: IllegalArgumentException) {
            socket.close(CloseReason(LiveSocket.PROTOCOL_ERROR, (e.message ?: "not understood").lineSequence().first().take(100)))
        } finally {
            expiry?.cancel()
            viewers.left(link.id(), socket)
            outlet.close()
            page.close()
            writer.cancel()
        }
    }

    private suspend fun endAt(at: Instant) {
        delay(Duration.between(Instant.now(), at).toMillis().coerceAtLeast(0))
        socket.close(CloseReason(LinkViewers.LINK_ENDED, "this link has expired"))
    }
}
