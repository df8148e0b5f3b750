package dev.riffle.workbench.web

import dev.riffle.sessions.view.Delta
import dev.riffle.sessions.view.Snapshot
import dev.riffle.sessions.view.ViewUpdate
import dev.riffle.workbench.web.wire.encode
import dev.riffle.workbench.web.wire.encodeFrames
import dev.riffle.workbench.web.wire.toFrame

/**
 * Encodes a frame of a view once, however many watch it, and a message of several frames once, however many tabs are to
 * have the same. Holds the newest 512 of them, at most 64 MB.
 */
class FrameCache {
    /** What went to browsers. */
    val traffic = Traffic()

    /** An update of a view with [columns] columns. */
    class Frame(
        update: ViewUpdate,
        columns: Int,
    ) {
        internal val key =
            Key(
                update.view().value(),
                when (update) {
                    is Delta -> update.from().value()
                    is Snapshot -> -1
                },
                update.version().value(),
            )
        internal val encode = { encode(update.toFrame(columns, System.currentTimeMillis())) }
    }

    internal data class Key(
        val view: String,
        val from: Long,
        val to: Long,
    )

    private val encoded = LinkedHashMap<Any, Lazy<ByteArray>>(16, 0.75f, true)
    private var bytes = 0L

    /** The message that carries these frames, as UTF-8. */
    fun message(frames: List<Frame>): ByteArray =
        cached(frames.map { it.key }) { encodeFrames(frames.map { frame -> cached(frame.key, frame.encode) }) }

    /** Whoever asks while it is being encoded waits for it; other frames are encoded meanwhile. */
    private fun cached(
        key: Any,
        encode: () -> ByteArray,
    ): ByteArray = synchronized(encoded) { encoded.getOrPut(key) { lazy { encode().also(::account) } } }.value

    private fun account(made: ByteArray) {
        synchronized(encoded) {
            bytes += made.size
            val oldest = encoded.entries.iterator()
            while (oldest.hasNext() && (encoded.size > MOST || bytes > MOST_BYTES)) {
                val dropped = oldest.next().value
                if (dropped.isInitialized()) {
                    bytes -= dropped.value.size
                    oldest.remove()
                }
            }
        }
    }

    private companion object {
        const val MOST = 512
        const val MOST_BYTES = 64_000_000L
    }
}
