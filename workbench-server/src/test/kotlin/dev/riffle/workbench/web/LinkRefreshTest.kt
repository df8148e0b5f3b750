package dev.riffle.workbench.web

import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.RuntimeMode
import dev.riffle.sessions.session.SessionOptions
import dev.riffle.sessions.view.ViewBounds
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.access.ShareLinkId
import dev.riffle.workbench.live.EditOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.ViewerRunLimits
import dev.riffle.workbench.notebook.Cell
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.Notebook
import dev.riffle.workbench.notebook.NotebookEdit
import dev.riffle.workbench.storage.DashboardStore
import dev.riffle.workbench.storage.Database
import dev.riffle.workbench.storage.NotebookStore
import dev.riffle.workbench.storage.SessionLogStore
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.NotebookGone
import dev.riffle.workbench.web.wire.OpenNotebookRequest
import io.ktor.websocket.Frame
import io.ktor.websocket.WebSocketExtension
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.readText
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import kotlin.time.Duration.Companion.seconds

/** How often a page with a link to a notebook is told what is typed there, and how much may wait for it. */
class LinkRefreshTest {
    private val author = Author(null, "Administrator")
    private val socket =
        object : WebSocketSession {
            override val coroutineContext = Dispatchers.Default + Job()
            override val incoming = Channel<Frame>(Channel.UNLIMITED)
            override val outgoing = Channel<Frame>(Channel.UNLIMITED)
            override val extensions = emptyList<WebSocketExtension<*>>()
            override var masking = false
            override var maxFrameSize = TabSocket.MOST_MESSAGE_BYTES

            override suspend fun flush() = Unit

            @Deprecated("Use cancel() instead.", level = DeprecationLevel.ERROR)
            override fun terminate() = cancel()
        }
    private val outlet = TabOutlet(socket, FrameCache(), TickPace())

    private fun write() = CoroutineScope(socket.coroutineContext).launch { outlet.write() }

    @AfterEach
    fun close() = socket.cancel()

    private fun next(): JsonObject =
        runBlocking {
            withTimeout(20.seconds) { Json.parseToJsonElement((socket.outgoing.receive() as Frame.Text).readText()).jsonObject }
        }

    @Test
    fun `of what replaces what waits the last is sent, in its turn, however slowly it is read`() {
        outlet.send(NotebookGone("first"))
        repeat(5_000) { i -> outlet.sendLatest(this) { NotebookGone("latest $i") } }
        outlet.send(NotebookGone("last"))
        write()
        assertThat(List(3) { next().text("notebook") }).containsExactly("first", "latest 4999", "last")
    }

    @Test
    fun `typing is told at once, then once a second, and what was typed last is told`(
        @TempDir folder: Path,
    ) {
        val options = { notebook: Notebook ->
            val bytes = ViewBounds.DEFAULT.maxBytes()
            SessionOptions("t", "t", notebook.runtimeMode(), notebook.delivery(), ZoneOffset.UTC, 100, bytes, Duration.ofSeconds(1))
        }
        val clock = Clock.systemUTC()
        val limits = ViewerRunLimits(1, Duration.ofSeconds(1))
        Database(folder).use { database ->
            LiveNotebooks(NotebookStore(database), SessionLogStore(database), clock, RunningSessions(), options, 10, limits)
                .use { notebooks ->
                    LiveDashboards(DashboardStore(database), notebooks, clock).use { dashboards -> typed(notebooks, dashboards) }
                }
        }
    }

    private fun typed(
        notebooks: LiveNotebooks,
        dashboards: LiveDashboards,
    ) {
        val cells = listOf(Cell.Sql(CellId("a"), false, "SELECT 1", 0))
        val id = notebooks.create(author, "N", RuntimeMode.STREAMING, Delivery.LIVE, cells).id()
        val target = DocumentReference(DocumentReference.Kind.NOTEBOOK, id.value())
        val link = ShareLink(ShareLinkId("l"), "L", target, true, Instant.EPOCH, null, null, listOf(), null)
        val page = LinkSocket(link, notebooks, dashboards, outlet)
        write()
        runBlocking { page.handle(OpenNotebookRequest(1, id.value())) }
        assertThat(next().text("type")).isEqualTo("notebook")
        assertThat(next().text("type")).isEqualTo("accepted")

        val began = System.nanoTime()
        val notebook = notebooks.open(id).orElseThrow()
        for (i in 1..EDITS) {
            val stored = notebook.edit(author, "e$i", i.toLong(), NotebookEdit.SetTitle("Typed $i")).join()
            assertThat(stored).isInstanceOf(EditOutcome.Stored::class.java)
            if (i == 1) assertThat(title(next())).isEqualTo("Typed 1")
        }
        val later = generateSequence { title(next()) }.takeWhile { it != "Typed $EDITS" }.count() + 1
        val seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds()
        assertThat(later).isLessThanOrEqualTo(seconds.toInt() + 1)
        page.close(isLinkOver = false)
    }

    private fun title(message: JsonObject) = message.inner("notebook").text("title")

    private companion object {
        const val EDITS = 50
    }
}
