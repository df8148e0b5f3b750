package dev.riffle.workbench.web

import kotlinx.coroutines.delay

/**
 * How fast messages of one socket are read: a thousand at once, then two hundred a second. Whoever sends more waits on
 * their own connection, and nobody else for them. Confined to the coroutine that reads.
 *
 * @param nanos the time
 */
class MessagePace(
    private val nanos: () -> Long = System::nanoTime,
) {
    private var left = BURST.toDouble()
    private var at = nanos()

    /** Takes the right to read one message; how long to wait before it is read. */
    fun take(): Long {
        val now = nanos()
        left = minOf(BURST.toDouble(), left + (now - at) * A_SECOND / NANOS_A_SECOND) - 1
        at = now
        return if (left >= 0) 0 else (-left * MILLIS_A_SECOND / A_SECOND).toLong() + 1
    }

    suspend fun await() {
        val millis = take()
        if (millis > 0) {
            delay(millis)
        }
    }

    companion object {
        const val BURST = 1_000
        const val A_SECOND = 200
        private const val NANOS_A_SECOND = 1e9
        private const val MILLIS_A_SECOND = 1_000
    }
}
