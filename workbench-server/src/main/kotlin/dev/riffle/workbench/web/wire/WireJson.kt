package dev.riffle.workbench.web.wire

import kotlinx.serialization.DeserializationStrategy
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.encodeToStream
import java.io.ByteArrayOutputStream

/** How everything on the wire is written and read: whole, strict, nothing left out. */
val wireJson: Json =
    Json {
        encodeDefaults = true
        explicitNulls = true
        ignoreUnknownKeys = false
        classDiscriminator = "type"
    }

fun encode(message: ServerMessage): String = wireJson.encodeToString(ServerMessage.serializer(), message)

/** As UTF-8, without the detour over a string: one of a large frame is so long that the collector must treat it apart. */
@OptIn(ExperimentalSerializationApi::class)
fun encode(frame: ViewFrame): ByteArray {
    val bytes = ByteArrayOutputStream(FRAME_BYTES + frame.valueCount() * VALUE_BYTES)
    wireJson.encodeToStream(ViewFrame.serializer(), frame, bytes)
    return bytes.toByteArray()
}

/** What a frame takes without its values, and what one of them takes, about. */
private const val FRAME_BYTES = 1_024
private const val VALUE_BYTES = 10

private fun ViewFrame.valueCount(): Int =
    when (this) {
        is SnapshotFrame -> rows.valueCount()
        is DeltaFrame -> removed.size + updated.valueCount() + added.valueCount()
    }

private fun WireRows.valueCount(): Int = ids.size * (columns.size + 1)

private val FRAMES_BEGIN = """{"type":"frames","frames":[""".encodeToByteArray()
private val FRAMES_END = "]}".encodeToByteArray()

/** A [Frames] message of frames that are encoded already. */
fun encodeFrames(frames: List<ByteArray>): ByteArray {
    val message = ByteArray(FRAMES_BEGIN.size + frames.sumOf { it.size } + maxOf(0, frames.size - 1) + FRAMES_END.size)
    var at = FRAMES_BEGIN.size
    FRAMES_BEGIN.copyInto(message)
    frames.forEachIndexed { i, frame ->
        if (i > 0) {
            message[at++] = ','.code.toByte()
        }
        frame.copyInto(message, at)
        at += frame.size
    }
    FRAMES_END.copyInto(message, at)
    return message
}

private const val MOST_DEPTH = 64

/**
 * Decodes what came from outside. Depth is bounded first: the decoder recurses, and a text of brackets would exhaust its stack.
 *
 * @throws SerializationException when it is not such a message
 */
fun <T> decodeForeign(
    deserializer: DeserializationStrategy<T>,
    text: String,
): T {
    requireShallow(text)
    return wireJson.decodeFromString(deserializer, text)
}

private fun requireShallow(text: String) {
    var depth = 0
    var inString = false
    var i = 0
    while (i < text.length) {
        when (text[i]) {
            '"' -> inString = !inString
            '\\' -> if (inString) i++
            '[', '{' -> if (!inString && ++depth > MOST_DEPTH) throw SerializationException("nested deeper than $MOST_DEPTH levels")
            ']', '}' -> if (!inString) depth--
        }
        i++
    }
}
