package dev.riffle.workbench.web

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import java.net.URI
import java.net.http.WebSocket
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** One tab's socket, as a program sees it. */
class SocketClient private constructor(
    private val answersClose: Boolean,
) : WebSocket.Listener,
    AutoCloseable {
    private val messages = LinkedBlockingQueue<JsonObject>()
    private val part = StringBuilder()
    private lateinit var socket: WebSocket

    /** The code with which the server closed. */
    val closed = CompletableFuture<Int>()

    @Synchronized
    fun send(message: String) {
        socket.sendText(message, true).get(30, TimeUnit.SECONDS)
    }

    @Synchronized
    fun sendBinary(bytes: ByteArray) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).get(30, TimeUnit.SECONDS)
    }

    /** The next message of that type; those before it are passed over. */
    fun next(
        type: String,
        seconds: Long = 60,
    ): JsonObject {
        val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)
        while (true) {
            val message =
                messages.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    ?: throw AssertionError("no message \"$type\" came within $seconds s")
            if (message.text("type") == type) {
                return message
            }
        }
    }

    /** Answers to other requests than the one that was asked for; they come in any order. */
    private val answers = HashMap<Long, JsonObject>()

    /** The one answer to a request; what is told before it is passed over. */
    fun answer(request: Long): JsonObject {
        answers.remove(request)?.let { return it }
        val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20)
        while (true) {
            val message =
                messages.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    ?: throw AssertionError("no answer to request $request came")
            val answered = message["request"]?.toString()?.toLongOrNull() ?: continue
            if (answered == request) {
                return message
            }
            answers[answered] = message
        }
    }

    /**
     * Gives away what is told until that is enough.
     *
     * @param so what there is, for whoever reads why that was not in time
     */
    fun readUntil(
        enough: () -> Boolean,
        so: () -> Any,
        take: (JsonObject) -> Unit,
    ) {
        val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (!enough()) {
            if (System.nanoTime() > until) {
                throw AssertionError("not enough came within 60 s: ${so()}")
            }
            poll()?.let(take)
        }
    }

    fun poll(): JsonObject? = messages.poll(100, TimeUnit.MILLISECONDS)

    override fun onText(
        webSocket: WebSocket,
        data: CharSequence,
        last: Boolean,
    ): CompletionStage<*>? {
        part.append(data)
        if (last) {
            messages.add(Json.parseToJsonElement(part.toString()).jsonObject)
            part.clear()
        }
        webSocket.request(1)
        return null
    }

    override fun onClose(
        webSocket: WebSocket,
        statusCode: Int,
        reason: String,
    ): CompletionStage<*>? {
        closed.complete(statusCode)
        // Until what is returned is done, the other side waits for an answer.
        return if (answersClose) null else CompletableFuture<Unit>()
    }

    override fun onError(
        webSocket: WebSocket,
        error: Throwable,
    ) {
        closed.completeExceptionally(error)
    }

    override fun close() {
        socket.abort()
    }

    companion object {
        fun open(
            workbench: WorkbenchProcess,
            headers: Map<String, String>,
            path: String = "/api/live",
            answersClose: Boolean = true,
        ): SocketClient {
            val listener = SocketClient(answersClose)
            val builder = workbench.client.newWebSocketBuilder()
            headers.forEach { (name, value) -> builder.header(name, value) }
            val address = URI.create(workbench.origin.replace("http:", "ws:") + path)
            listener.socket = builder.buildAsync(address, listener).get(60, TimeUnit.SECONDS)
            return listener
        }
    }
}
