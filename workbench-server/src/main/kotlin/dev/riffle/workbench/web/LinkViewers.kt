package dev.riffle.workbench.web

import dev.riffle.workbench.access.ShareLinkId
import java.util.concurrent.ConcurrentHashMap

/** Who looks at share links now. Safe for use from any thread. */
class LinkViewers {
    private val sockets = ConcurrentHashMap<ShareLinkId, MutableSet<TabSocket>>()

    fun entered(
        link: ShareLinkId,
        socket: TabSocket,
    ) {
        sockets.compute(link) { _, those -> (those ?: ConcurrentHashMap.newKeySet()).apply { add(socket) } }
    }

    fun left(
        link: ShareLinkId,
        socket: TabSocket,
    ) {
        sockets.computeIfPresent(link) { _, those -> those.apply { remove(socket) }.takeIf { it.isNotEmpty() } }
    }

    fun count(link: ShareLinkId): Int = sockets[link]?.size ?: 0

    /** Closes every page that shows the link. */
    fun end(link: ShareLinkId) {
        sockets[link]?.toList()?.forEach { it.end(LINK_ENDED, "this link was ended") }
    }

    companion object {
        const val LINK_ENDED: Short = 4403
    }
}
