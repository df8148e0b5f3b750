package dev.riffle.workbench.web

import java.util.concurrent.atomic.AtomicInteger

/**
 * How far apart the frames messages of one socket are: the work of a second is shared by all sockets, so the more there
 * are the further apart. A thousand have seven messages a second each.
 */
class TickPace {
    private val sockets = AtomicInteger()

    fun entered() {
        sockets.incrementAndGet()
    }

    fun left() {
        sockets.decrementAndGet()
    }

    /** How many pages are connected. */
    fun sockets(): Int = sockets.get()

    fun millis(): Long = SHORTEST_MILLIS + sockets.get() / SOCKETS_A_MILLI

    private companion object {
        const val SHORTEST_MILLIS = 40L
        const val SOCKETS_A_MILLI = 10
    }
}
