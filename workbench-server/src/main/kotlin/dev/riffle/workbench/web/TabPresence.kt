package dev.riffle.workbench.web

import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.presence.Presence
import dev.riffle.workbench.presence.Room
import dev.riffle.workbench.presence.Visitor
import dev.riffle.workbench.presence.Whereabouts
import dev.riffle.workbench.web.wire.toWire
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger

/** Hands out what others see of those who come: who they are is known here, and never what a page says of itself. */
class Arrivals {
    private val arrived = AtomicInteger()

    /** @param name of the account, null where there is none */
    fun visitor(name: String?) = Visitor(Codes.random(6), name, Math.floorMod(arrived.getAndIncrement(), Visitor.COLOURS))
}

/** In which documents the person at one tab is, and what the tab is told of others there. */
class TabPresence(
    private val presence: Presence,
    arrive: () -> Visitor,
    private val outlet: TabOutlet,
) {
    /** Who never comes into a document takes no colour from those who do. */
    private val visitor by lazy(arrive)

    private class Stay {
        @Volatile
        var left = false
        var visit: Presence.Visit? = null

        fun end() {
            left = true
            visit?.close()
        }
    }

    private val stays = ConcurrentHashMap<Room, Stay>()

    fun enter(room: Room) {
        val stay = Stay()
        // A list that is on its way when the tab leaves is not sent any more.
        stay.visit = presence.enter(room, visitor) { others, more -> if (!stay.left) outlet.sendLatest(room) { others.toWire(room, more) } }
        stays.put(room, stay)?.end()
    }

    /** Of a document that is not open (any more) it means nothing. */
    fun moved(
        room: Room,
        whereabouts: Whereabouts,
    ) {
        stays[room]?.visit?.moved(whereabouts)
    }

    fun leave(room: Room) {
        stays.remove(room)?.end()
    }

    fun leaveAll() = stays.keys.toList().forEach { leave(it) }
}
