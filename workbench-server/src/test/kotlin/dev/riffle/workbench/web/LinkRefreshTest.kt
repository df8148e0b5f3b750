package dev.riffle.workbench.web

import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.RuntimeMode
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.access.ShareLinkId
import dev.riffle.workbench.live.EditOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.notebook.Cell
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.NotebookEdit
import dev.riffle.workbench.storage.DashboardStore
import dev.riffle.workbench.storage.Database
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.NotebookGone
import dev.riffle.workbench.web.wire.OpenNotebookRequest
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonObject
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import kotlin.time.Duration.Companion.seconds

/** How often a page with a link to a notebook is told what is typed there, and how much may wait for it. */
class LinkRefreshTest {
    private val author = Author(null, "Administrator")
    private val socket = PageSocket()
    private val outlet = TabOutlet(socket, FrameCache(), TickPace())

    private fun write() = CoroutineScope(socket.coroutineContext).launch { outlet.write() }

    @AfterEach
    fun close() = socket.cancel()

    @Test
    fun `of what replaces what waits the last is sent, in its turn, however slowly it is read`() {
        outlet.send(NotebookGone("first"))
        repeat(5_000) { i -> outlet.sendLatest(this) { NotebookGone("latest $i") } }
        outlet.send(NotebookGone("last"))
        write()
        assertThat(List(3) { socket.next().text("notebook") }).containsExactly("first", "latest 4999", "last")
    }

    @Test
    fun `typing is told at once, then once a second, and what was typed last is told`(
        @TempDir folder: Path,
    ) {
        Database(folder).use { database ->
            RunningSessions().notebooks(database).use { notebooks ->
                LiveDashboards(DashboardStore(database), notebooks, Clock.systemUTC()).use { dashboards -> typed(notebooks, dashboards) }
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
        assertThat(socket.next().text("type")).isEqualTo("notebook")
        assertThat(socket.next().text("type")).isEqualTo("accepted")

        val began = System.nanoTime()
        val notebook = notebooks.open(id).orElseThrow()
        for (i in 1..EDITS) {
            val stored = notebook.edit(author, "e$i", i.toLong(), NotebookEdit.SetTitle("Typed $i")).join()
            assertThat(stored).isInstanceOf(EditOutcome.Stored::class.java)
            if (i == 1) assertThat(title(socket.next())).isEqualTo("Typed 1")
        }
        val later = generateSequence { title(socket.next()) }.takeWhile { it != "Typed $EDITS" }.count() + 1
        val seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds()
        assertThat(later).isLessThanOrEqualTo(seconds.toInt() + 1)
        page.close(isLinkOver = false)
    }

    private fun title(message: JsonObject) = message.inner("notebook").text("title")

    private companion object {
        const val EDITS = 50
    }
}
