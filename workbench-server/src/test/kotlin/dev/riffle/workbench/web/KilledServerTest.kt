package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Duration
import java.util.Random

/** What was acknowledged as saved is there after `kill -9`, and no process of Flink is left. */
class KilledServerTest {
    private val random = Random(20260504)
    private val words = mutableListOf<String>()
    private val cells = mutableListOf<String>()
    private var clusterProcesses = 0

    @Test
    fun `thirty kills in the midst of edits lose none that was acknowledged`(
        @TempDir data: Path,
    ) {
        var notebook = ""
        repeat(30) { round ->
            // A cluster of its own takes most of a start: every third server has one, whose processes must end with it.
            val flags = if (round % 3 == 0) arrayOf() else arrayOf("--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true")
            val server = WorkbenchProcess.start(data, *flags)
            try {
                if (round == 0) {
                    val created = server.post("/api/notebooks", """{"title":"Kept","cells":[{"kind":"sql","id":"text","text":""}]}""")
                    notebook = created.json.text("id")
                } else {
                    assertNothingLost(server, notebook)
                }
                editUntilKilled(server, notebook, 20 + random.nextInt(80))
            } finally {
                server.kill()
            }
        }
        WorkbenchProcess.start(data).use { assertNothingLost(it, notebook) }
        assertThat(words).hasSizeGreaterThan(300)
        assertThat(cells).hasSizeGreaterThan(50)
        assertThat(clusterProcesses).isGreaterThanOrEqualTo(10)
    }

    private fun assertNothingLost(
        server: WorkbenchProcess,
        notebook: String,
    ) {
        val stored =
            server
                .get("/api/notebooks/$notebook")
                .json
                .inner("notebook")
        val present = stored.list("cells")
        assertThat(present.map { it.text("id") }).containsAll(cells)
        val text = present.first { it.text("id") == "text" }.text("text")
        assertThat(text.split(" ")).containsAll(words)
    }

    /** Sends words and cells without a pause, and kills the server while further ones are on their way. */
    private fun editUntilKilled(
        server: WorkbenchProcess,
        notebook: String,
        edits: Int,
    ) {
        val children = server.children()
        clusterProcesses += children.size
        val socket = server.socket()
        socket.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
        val cell =
            socket
                .next("notebook")
                .inner("notebook")
                .list("cells")
                .first { it.text("id") == "text" }
        var length = cell.text("text").length
        var version = cell.number("textVersion")
        val sent = HashMap<Long, () -> Unit>()
        var request = 2L
        repeat(edits) {
            if (random.nextInt(6) == 0) {
                val id = "cell-$notebook-${cells.size}-$request-${random.nextInt(1_000_000)}".takeLast(60)
                sent[request] = { cells += id }
                socket.send(
                    """{"type":"edit","request":$request,"notebook":"$notebook","editId":"$id","basedOn":1,"edit":{"kind":"insertCell",""" +
                        """"cell":{"id":"$id","kind":"markdown","collapsed":false,"text":"","textVersion":0},"after":null}}""",
                )
            } else {
                val word = "w${random.nextInt(Int.MAX_VALUE)}"
                sent[request] = { words += word }
                val change = if (length == 0) """[[0,"$word "]]""" else """[$length,[0,"$word "]]"""
                socket.send(
                    """{"type":"text","request":$request,"notebook":"$notebook","cell":"text","version":$version,""" +
                        """"updates":[{"client":"t","changes":$change}]}""",
                )
                length += word.length + 1
                version++
            }
            request++
        }
        // Not all are answered when the server dies: each that is answered counts from then on.
        val enough = 1 + random.nextInt(edits)
        var answered = 0
        while (answered < enough) {
            val message = socket.poll() ?: continue
            if (message.text("type") == "accepted") {
                sent[message.number("request")]?.let {
                    it()
                    answered++
                }
            }
            assertThat(message["type"]).isNotEqualTo(JsonPrimitive("refused"))
        }
        server.kill()
        while (true) {
            val message = socket.poll() ?: break
            if (message.text("type") == "accepted") {
                sent[message.number("request")]?.invoke()
            }
        }
        socket.close()
        await().atMost(Duration.ofSeconds(30)).until { children.none { it.isAlive } }
    }
}
