package dev.riffle.workbench.web

import dev.riffle.workbench.web.wire.ClientMessage
import dev.riffle.workbench.web.wire.decodeForeign
import io.ktor.websocket.CloseReason
import io.ktor.websocket.Frame
import io.ktor.websocket.FrameTooBigException
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import io.ktor.websocket.readText
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.ClosedSendChannelException
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.time.Duration.Companion.seconds

/** A socket of a page as it is read, and ended by the server. Safe for use from any thread. */
class TabSocket(
    private val socket: WebSocketSession,
) {
    /** From then on nothing that comes by it is taken, whatever the other side goes on to send. */
    @Volatile
    var hasEnded = false
        private set

    /** Hands on what comes, one message after the other, until the socket is closed or was ended. */
    suspend fun read(handle: suspend (ClientMessage) -> Unit) {
        val pace = MessagePace()
        try {
            for (frame in socket.incoming) {
                pace.await()
                if (hasEnded) {
                    return
                }
                require(frame is Frame.Text) { "messages are text" }
                handle(decodeForeign(ClientMessage.serializer(), frame.readText()))
            }
        } catch (e: IllegalArgumentException) {
            val reason = (e.message ?: "not understood").lineSequence().first().take(MOST_REASON)
            socket.close(CloseReason(PROTOCOL_ERROR, reason))
        } catch (_: FrameTooBigException) {
            socket.close(CloseReason(CloseReason.Codes.TOO_BIG, "a message has at most $MOST_MESSAGE_BYTES bytes"))
        }
    }

    /** Closes it. A side that does not answer, or does not even read that, is cut off. */
    fun end(
        code: Short,
        why: String,
    ) {
        hasEnded = true
        // Not a child of the socket's own job, which would then wait for this.
        closers.launch {
            withTimeoutOrNull(PATIENCE) {
                try {
                    socket.close(CloseReason(code, why))
                } catch (_: ClosedSendChannelException) {
                    // It is being closed already.
                }
                socket.coroutineContext.job.join()
            }
            socket.cancel()
        }
    }

    companion object {
        const val PROTOCOL_ERROR: Short = 4400
        const val MOST_MESSAGE_BYTES = 1L shl 20
        private const val MOST_REASON = 100
        private val PATIENCE = 2.seconds
        private val closers = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    }
}
