package dev.riffle.workbench.web

import io.ktor.websocket.Frame
import io.ktor.websocket.WebSocketExtension
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.readText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import kotlin.time.Duration.Companion.seconds

/** The server's end of a tab's socket, without a network: the other end is read and written by a test. */
class PageSocket : WebSocketSession {
    override val coroutineContext = Dispatchers.Default + Job()
    override val incoming = Channel<Frame>(Channel.UNLIMITED)
    override val outgoing = Channel<Frame>(Channel.UNLIMITED)
    override val extensions = emptyList<WebSocketExtension<*>>()
    override var masking = false
    override var maxFrameSize = TabSocket.MOST_MESSAGE_BYTES

    override suspend fun flush() = Unit

    @Deprecated("Use cancel() instead.", level = DeprecationLevel.ERROR)
    override fun terminate() = cancel()

    /** The next message that the server has sent. */
    fun next(): JsonObject =
        runBlocking {
            withTimeout(20.seconds) { Json.parseToJsonElement((outgoing.receive() as Frame.Text).readText()).jsonObject }
        }
}
