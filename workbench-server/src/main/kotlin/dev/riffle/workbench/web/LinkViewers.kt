package dev.riffle.workbench.web

import dev.riffle.workbench.access.ShareLinkId
import io.ktor.websocket.CloseReason
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import kotlinx.coroutines.launch
import java.util.concurrent.ConcurrentHashMap

/** Who looks at share links now. Safe for use from any thread. */
class LinkViewers {
    private val sockets = ConcurrentHashMap<ShareLinkId, MutableSet<WebSocketSession>>()

    fun entered(
        link: ShareLinkId,
        socket: WebSocketSession,
    ) {
        sockets.compute(link) { _, those -> (those ?: ConcurrentHashMap.newKeySet()).apply { add(socket) } }
    }

    fun left(
        link: ShareLinkId,
        socket: WebSocketSession,
    ) {
        sockets.computeIfPresent(link) { _, those -> those.apply { remove(socket) }.takeIf { it.isNotEmpty() } }
    }

    fun count(link: ShareLinkId): Int = sockets[link]?.size ?: 0

    /** Closes every page that shows the link. */
    fun end(link: ShareLinkId) {
        sockets[link]?.toList()?.forEach { socket ->
            socket.launch { socket.close(CloseReason(LINK_ENDED, "this link was ended")) }
        }
    }

    companion object {
        const val LINK_ENDED: Short = 4403
    }
}
