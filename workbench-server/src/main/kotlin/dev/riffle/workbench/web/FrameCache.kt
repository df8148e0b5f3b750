package dev.riffle.workbench.web

import dev.riffle.sessions.view.Delta
import dev.riffle.sessions.view.Snapshot
import dev.riffle.sessions.view.ViewUpdate
import dev.riffle.workbench.web.wire.encode
import dev.riffle.workbench.web.wire.toFrame

/** Encodes a frame of a view once, however many watch it. Holds the newest 256 frames, at most 64 MB of characters. */
class FrameCache {
    private data class Key(
        val view: String,
        val from: Long,
        val to: Long,
    )

    private val frames = LinkedHashMap<Key, String>(16, 0.75f, true)
    private var characters = 0L

    fun encode(
        update: ViewUpdate,
        columns: Int,
    ): String {
        val from =
            when (update) {
                is Delta -> update.from().value()
                is Snapshot -> -1
            }
        val key = Key(update.view().value(), from, update.version().value())
        synchronized(frames) { frames[key] }?.let { return it }
        val frame = encode(update.toFrame(columns, System.currentTimeMillis()))
        synchronized(frames) {
            if (frames.put(key, frame) == null) {
                characters += frame.length
            }
            val oldest = frames.entries.iterator()
            while (frames.size > MOST || characters > MOST_CHARACTERS) {
                characters -= oldest.next().value.length
                oldest.remove()
            }
        }
        return frame
    }

    private companion object {
        const val MOST = 256
        const val MOST_CHARACTERS = 32_000_000L
    }
}
