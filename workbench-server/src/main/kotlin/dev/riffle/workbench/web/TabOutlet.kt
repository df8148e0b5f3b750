package dev.riffle.workbench.web

import dev.riffle.sessions.feed.Subscription
import dev.riffle.sessions.feed.ViewFeed
import dev.riffle.sessions.view.ViewVersion
import dev.riffle.workbench.web.wire.Refused
import dev.riffle.workbench.web.wire.Request
import dev.riffle.workbench.web.wire.ServerMessage
import dev.riffle.workbench.web.wire.ViewGone
import dev.riffle.workbench.web.wire.Watch
import dev.riffle.workbench.web.wire.encode
import io.ktor.websocket.CloseReason
import io.ktor.websocket.Frame
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import org.slf4j.LoggerFactory
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger

/** What goes to one tab over its socket: messages in their order, and the frames of the views that it watches. */
class TabOutlet(
    private val socket: WebSocketSession,
    private val frames: FrameCache,
    private val pace: TickPace,
) {
    private class Watched(
        val subscription: Subscription,
        val columns: Int,
    )

    private class SlowBrowserException : Exception()

    private val control = Channel<() -> String?>(MOST_WAITING)
    private val inTurn = ConcurrentHashMap<Any, () -> ServerMessage>()
    private val viewsChanged = Channel<Unit>(Channel.CONFLATED)
    private val watched = ConcurrentHashMap<String, Watched>()
    private val unanswered = AtomicInteger()

    /** Called from any thread. A browser that lets too much wait is let go; it connects again and catches up. */
    fun send(message: ServerMessage) = sendEncoded(encode(message))

    /** Sends a message that is encoded already. */
    fun sendEncoded(text: String) = enqueue { text }

    private fun enqueue(text: () -> String?) {
        if (control.trySend(text).isFailure) {
            control.close(SlowBrowserException())
        }
    }

    /**
     * Sends, in its turn among the others, a message that says all there is to say of its subject: it takes the place of one
     * that still waits. What comes after it in the queue may thus be older than it, so each must be told of again there.
     *
     * @param message made and encoded when it is its turn, on the thread that writes
     */
    fun sendLatest(
        subject: Any,
        message: () -> ServerMessage,
    ) {
        if (inTurn.put(subject, message) == null) {
            enqueue { inTurn.remove(subject)?.let { encode(it()) } }
        }
    }

    /** Sends the one answer that a request gets; where too many wait for theirs, that it is refused. */
    fun answer(
        request: Request,
        act: () -> CompletableFuture<out ServerMessage>,
    ) {
        if (unanswered.incrementAndGet() > MOST_UNANSWERED) {
            unanswered.decrementAndGet()
            send(Refused(request.request, "TOO_MANY", "Too many requests wait for an answer."))
            return
        }
        val answer =
            try {
                act()
            } catch (e: IllegalArgumentException) {
                // No message of the protocol: the socket ends by it.
                unanswered.decrementAndGet()
                throw e
            } catch (e: Exception) {
                CompletableFuture.failedFuture(e)
            }
        answer.whenComplete { message, error ->
            unanswered.decrementAndGet()
            if (error != null) {
                log.error("A request failed", error)
            }
            send(message ?: Refused(request.request, "INTERNAL", "This did not work: the server failed, and its log says why."))
        }
    }

    /** @param feed null where there is no such view */
    fun watch(
        message: Watch,
        feed: ViewFeed?,
    ) {
        unwatch(message.view)
        if (feed == null || watched.size >= MOST_VIEWS) {
            send(ViewGone(message.view))
            return
        }
        val seen = message.seen?.let { ViewVersion(it) }
        val subscription = feed.subscribe(seen) { viewsChanged.trySend(Unit) }
        watched[message.view] = Watched(subscription, feed.schema().columns().size)
        viewsChanged.trySend(Unit)
    }

    fun unwatch(view: String) {
        watched.remove(view)?.subscription?.close()
    }

    /** Ends what must not be watched any more. */
    fun unwatchUnless(allowed: (String) -> Boolean) = watched.keys.forEach { unwatchUnless(it, allowed) }

    fun unwatchUnless(
        view: String,
        allowed: (String) -> Boolean,
    ) {
        if (watched.containsKey(view) && !allowed(view)) {
            unwatch(view)
            send(ViewGone(view))
        }
    }

    fun close() {
        watched.keys.forEach { unwatch(it) }
    }

    /** Control messages go at once, and so do frames after a quiet moment; further frames keep the pace. */
    suspend fun write() {
        pace.entered()
        try {
            writeAll()
        } finally {
            pace.left()
        }
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    private suspend fun writeAll() {
        var tickedAt = System.nanoTime() - NANOS_A_SECOND
        var due: Long? = null
        try {
            while (true) {
                select {
                    control.onReceive { text -> text()?.let { socket.send(Frame.Text(it)) } }
                    val waitsUntil = due
                    if (waitsUntil == null) {
                        viewsChanged.onReceive { due = maxOf(System.nanoTime(), tickedAt + pace.millis() * NANOS_A_MILLI) }
                    } else {
                        onTimeout(maxOf(0, waitsUntil - System.nanoTime()) / NANOS_A_MILLI) {
                            due = null
                            tickedAt = System.nanoTime()
                            sendFrames()
                        }
                    }
                }
            }
        } catch (e: SlowBrowserException) {
            socket.close(CloseReason(TOO_SLOW, "the browser is too slow"))
        }
    }

    /** Tells what all watched views have to tell, in one message. */
    private suspend fun sendFrames() {
        val updates = ArrayList<FrameCache.Frame>()
        var rows = 0L
        for (watch in watched.values) {
            while (rows < MOST_ROWS_A_MESSAGE) {
                val update = watch.subscription.poll() ?: break
                rows += update.size()
                updates += FrameCache.Frame(update, watch.columns)
            }
        }
        if (rows >= MOST_ROWS_A_MESSAGE) {
            viewsChanged.trySend(Unit)
        }
        if (updates.isNotEmpty()) {
            val message = frames.message(updates)
            frames.traffic.sent(message.size)
            socket.send(Frame.Text(true, message))
        }
    }

    companion object {
        private val log = LoggerFactory.getLogger(TabOutlet::class.java)
        const val TOO_SLOW: Short = 4408
        private const val MOST_ROWS_A_MESSAGE = 50_000
        private const val NANOS_A_SECOND = 1_000_000_000L
        private const val NANOS_A_MILLI = 1_000_000L
        private const val MOST_WAITING = 1_000
        private const val MOST_UNANSWERED = 200
        private const val MOST_VIEWS = 1_000
    }
}
