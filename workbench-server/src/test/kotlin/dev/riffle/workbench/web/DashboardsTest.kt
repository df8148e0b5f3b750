package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit

/** What docs/protocol.md and docs/http-api.md promise about dashboards, on a real server and a real session cluster. */
class DashboardsTest {
    private val numbers =
        "CREATE TABLE numbers (n BIGINT) WITH ('connector'='datagen','rows-per-second'='20'," +
            "'fields.n.kind'='sequence','fields.n.start'='1','fields.n.end'='1000000')"

    private fun notebook(
        server: WorkbenchProcess,
        query: String,
    ): String {
        val cells =
            listOf(
                """{"kind":"sql","id":"setup","text":${JsonPrimitive(numbers)}}""",
                """{"kind":"sql","id":"query","text":${JsonPrimitive(query)}}""",
                """{"kind":"chart","id":"chart","chart":{"source":"query","statement":null,"type":"bar","x":"k","y":["c"],"series":null,"title":"Counts","stacked":false,"horizontal":false}}""",
                """{"kind":"markdown","id":"prose","text":"# Words"}""",
            )
        return server.post("/api/notebooks", """{"title":"Numbers","cells":[${cells.joinToString(",")}]}""").json.text("id")
    }

    private fun dashboard(
        server: WorkbenchProcess,
        notebook: String,
        vararg cells: String,
    ): String {
        val id = server.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")
        cells.forEachIndexed { i, cell ->
            val tile =
                """{"id":"tile-$cell","x":0,"y":${i * 8},"width":6,"height":8,"title":null,"description":"",""" +
                    """"content":{"kind":"cell","notebook":"$notebook","cell":"$cell"}}"""
            val stored = server.post("/api/dashboards/$id/edits", edit("add-$cell", """{"kind":"addTile","tile":$tile}"""))
            assertThat(stored.status).isEqualTo(200)
        }
        return id
    }

    private fun edit(
        id: String,
        edit: String,
        basedOn: Long = 100,
    ) = """{"editId":"$id","basedOn":$basedOn,"edit":$edit}"""

    private fun source(
        socket: SocketClient,
        seconds: Long = 60,
        wanted: (JsonObject) -> Boolean,
    ): JsonObject {
        val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)
        while (System.nanoTime() < until) {
            val message = socket.poll() ?: continue
            if (message.text("type") == "tileSource" && wanted(message.inner("source"))) {
                return message.inner("source")
            }
        }
        throw AssertionError("the tile's source never was as wished")
    }

    private fun state(source: JsonObject) = (source.getValue("run") as? JsonObject)?.text("state")

    @Test
    fun `tiles show what their cells show, and follow the notebook`() {
        val server = WorkbenchProcess.shared()
        val notebook = notebook(server, "SELECT n % 3 AS k, COUNT(*) AS c FROM numbers GROUP BY n % 3")
        val id = dashboard(server, notebook, "query", "chart", "prose")
        server.socket().use { socket ->
            socket.send("""{"type":"openDashboard","request":1,"dashboard":"$id"}""")
            val opened = socket.next("dashboard")
            assertThat(opened.inner("dashboard").list("tiles").map { it.text("id") })
                .containsExactly("tile-query", "tile-chart", "tile-prose")
            val sources = opened.list("sources").associateBy { it.text("cell") }
            assertThat(sources.mapValues { it.value.text("kind") })
                .isEqualTo(mapOf("query" to "sql", "chart" to "chart", "prose" to "markdown"))
            assertThat(sources.getValue("query").getValue("text")).`as`("no SQL leaves the notebook").isEqualTo(JsonNull)
            assertThat(sources.getValue("prose").text("text")).isEqualTo("# Words")
            assertThat(sources.getValue("chart").inner("chart").text("title")).isEqualTo("Counts")
            assertThat(sources.values.map(::state)).containsOnlyNulls()

            socket.send("""{"type":"runDashboard","request":2,"dashboard":"$id","tile":"tile-chart"}""")
            val running = source(socket) { it.text("cell") == "chart" && state(it) == "running" }
            val view =
                running
                    .inner("run")
                    .list("statements")
                    .single()
                    .inner("result")
                    .text("view")
            socket.send("""{"type":"watch","view":"$view","seen":null}""")
            assertThat(socket.next("frames", 20).list("frames")[0].text("view")).isEqualTo(view)

            // A second start starts nothing: one run serves all.
            socket.send("""{"type":"runDashboard","request":3,"dashboard":"$id","tile":null}""")
            socket.next("accepted")
            val runs = server.get("/api/notebooks/$notebook/runs").json.list("runs")
            assertThat(runs.map { it.text("cell") to it.text("state") })
                .containsExactlyInAnyOrder("setup" to "finished", "query" to "running")
            assertThat(runs.first { it.text("cell") == "query" }.text("id")).isEqualTo(running.inner("run").text("id"))

            val renamed =
                """{"kind":"setChart","cell":"chart","chart":{"source":"query","statement":null,"type":"line","x":"k","y":["c"],"series":null,"title":"Renamed","stacked":false,"horizontal":false}}"""
            assertThat(server.post("/api/notebooks/$notebook/edits", edit("rename", renamed)).status).isEqualTo(200)
            source(socket) { it.text("cell") == "chart" && it.inner("chart").text("title") == "Renamed" }

            socket.send("""{"type":"stopDashboard","request":4,"dashboard":"$id","tile":"tile-query"}""")
            source(socket) { it.text("cell") == "chart" && state(it) == "stopped" }
            server.post("/api/notebooks/$notebook/edits", edit("delete", """{"kind":"deleteCell","cell":"prose"}"""))
            source(socket) { it.text("cell") == "prose" && it.text("kind") == "gone" }
            assertThat(server.send("DELETE", "/api/notebooks/$notebook", null).status).isEqualTo(204)
            source(socket) { it.text("cell") == "query" && it.text("kind") == "gone" }
        }
    }

    @Test
    fun `edits are told to all, stored once, and refused where they would overwrite what was not seen`() {
        val server = WorkbenchProcess.shared()
        val id = dashboard(server, "nowhere", "cell")
        val sockets = List(2) { server.socket() }
        sockets.forEach { it.send("""{"type":"openDashboard","request":1,"dashboard":"$id"}""") }
        val opened = sockets.map { it.next("dashboard") }
        assertThat(opened[0].list("sources").single().text("kind")).isEqualTo("gone")
        val revision = opened[0].inner("dashboard").number("revision")

        val title = """"editId":"title","basedOn":$revision,"edit":{"kind":"setTitle","title":"New"}}"""
        sockets[0].send("""{"type":"editDashboard","request":2,"dashboard":"$id",$title""")
        for (socket in sockets) {
            val told = socket.next("dashboardEdited")
            assertThat(told.text("editId")).isEqualTo("title")
            assertThat(told.inner("document").text("title")).isEqualTo("New")
            assertThat(told.inner("document").number("revision")).isEqualTo(revision + 1)
        }
        sockets[0].next("accepted")
        sockets[0].send("""{"type":"editDashboard","request":3,"dashboard":"$id",$title""")
        assertThat(sockets[0].next("accepted").number("revision")).`as`("sent again").isEqualTo(revision + 1)
        val stale = """"editId":"other","basedOn":$revision,"edit":{"kind":"setTitle","title":"Stale"}}"""
        sockets[1].send("""{"type":"editDashboard","request":4,"dashboard":"$id",$stale""")
        assertThat(sockets[1].next("refused").text("code")).isEqualTo("STALE")

        assertThat(server.send("DELETE", "/api/dashboards/$id", null).status).isEqualTo(204)
        sockets.forEach { it.next("dashboardGone") }
        sockets[1].send("""{"type":"openDashboard","request":5,"dashboard":"$id"}""")
        assertThat(sockets[1].next("refused").text("code")).isEqualTo("DASHBOARD_GONE")
        val trash = server.get("/api/dashboards?trash=true").json.list("dashboards")
        assertThat(trash.map { it.text("id") }).contains(id)
        assertThat(server.post("/api/dashboards/$id/restore").json.text("title")).isEqualTo("New")
        val copy = server.post("/api/dashboards/$id/duplicate").json
        assertThat(copy.list("tiles").single().inner("content")).isEqualTo(
            opened[0]
                .inner("dashboard")
                .list("tiles")
                .single()
                .inner("content"),
        )
        assertThat(server.send("DELETE", "/api/dashboards/$id?permanently=true", null).status).isEqualTo(409)
        sockets.forEach { it.close() }
    }

    @Test
    fun `what is kept running runs again after the server was killed, and after failures`(
        @TempDir data: Path,
    ) {
        val notebook: String
        val id: String
        val first = WorkbenchProcess.start(data)
        try {
            // What makes the session is run by itself after the restart: that is not yet the query.
            val query = "CREATE TEMPORARY VIEW thirds AS SELECT n % 3 AS k FROM numbers; SELECT k, COUNT(*) AS c FROM thirds GROUP BY k"
            notebook = notebook(first, query)
            id = dashboard(first, notebook, "chart")
            val keep = first.post("/api/dashboards/$id/edits", edit("keep", """{"kind":"setKeptRunning","keptRunning":true}"""))
            assertThat(keep.status).isEqualTo(200)
            awaitRunning(first, notebook, null)
        } finally {
            first.kill()
        }
        // Nobody opens anything: the server does it, and the session has its tables again.
        WorkbenchProcess.start(data).use { server ->
            awaitRunning(server, notebook, null)
            server.socket().use { socket ->
                socket.send("""{"type":"openDashboard","request":1,"dashboard":"$id"}""")
                val before = awaitRunning(server, notebook, null)
                socket.next("dashboard")
                // The cluster's second process: the JobManager is the first.
                val taskManager = server.children().maxBy { it.info().startInstant().orElseThrow() }
                taskManager.destroyForcibly()
                val failed = source(socket) { it.getValue("restart") is JsonObject }
                assertThat(state(failed)).isEqualTo("failed")
                assertThat(failed.inner("restart").number("attempt")).isEqualTo(1)
                assertThat(failed.inner("restart").inner("problem").text("message")).isNotEmpty()
                source(socket) { state(it) == "running" }
                awaitRunning(server, notebook, before)
            }
        }
    }

    /** The job of the notebook's query once it runs, and is another than that. */
    private fun awaitRunning(
        server: WorkbenchProcess,
        notebook: String,
        other: String?,
    ): String =
        await().atMost(Duration.ofSeconds(90)).until(
            {
                val runs = server.get("/api/notebooks/$notebook/runs").json.list("runs")
                runs
                    .filter { it.text("cell") == "query" && it.text("state") == "running" }
                    .map {
                        it
                            .list("statements")
                            .last()
                            .inner("job")
                            .text("id")
                    }.firstOrNull { it != other }
            },
            { it != null },
        )!!

    @Test
    fun `a query that nobody watches ends after a while and says why`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--unwatched-seconds", "3").use { server ->
            val notebook = notebook(server, "SELECT n FROM numbers")
            server.post("/api/notebooks/$notebook/run")
            awaitRunning(server, notebook, null)
            val ended =
                server
                    .get("/api/notebooks/$notebook/runs?wait=60")
                    .json
                    .list("runs")
                    .first { it.text("cell") == "query" }
            assertThat(ended.text("state")).isEqualTo("stopped")
            assertThat(ended.list("statements").single().text("message")).contains("nobody had watched")
        }
    }
}
