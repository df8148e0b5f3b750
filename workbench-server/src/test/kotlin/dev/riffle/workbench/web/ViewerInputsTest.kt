package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit

/** Inputs on dashboards, for those who may change them for everybody, for themselves, and not at all. */
class ViewerInputsTest {
    private fun input(
        name: String,
        default: String,
        viewersMayChange: Boolean,
    ) = """{"kind":"input","id":"$name","input":{"name":"$name","label":"","type":"number","choice":"free","options":null,""" +
        """"default":["$default"],"widget":"field","minimum":null,"maximum":null,"step":null,"viewersMayChange":$viewersMayChange}}"""

    private fun sql(
        id: String,
        text: String,
    ) = """{"kind":"sql","id":"$id","text":${JsonPrimitive(text)}}"""

    private class Wall(
        val server: WorkbenchProcess,
        val notebook: String,
        val dashboard: String,
    ) {
        fun set(
            input: String,
            value: String,
        ) {
            val edit = """{"kind":"setInputValue","cell":"$input","values":["$value"]}"""
            val body = """{"editId":"${System.nanoTime()}","basedOn":1,"edit":$edit}"""
            assertThat(server.post("/api/notebooks/$notebook/edits", body).status).isEqualTo(200)
        }

        fun link(): JsonObject = server.post("/api/links", """{"kind":"dashboard","id":"$dashboard"}""").json

        /** How many jobs the cluster itself says are not over. */
        fun jobs(): Int {
            val over = setOf("FINISHED", "CANCELED", "FAILED")
            return server.jobs().count { it.text("state") !in over }
        }

        fun awaitJobs(count: Int) = await().atMost(Duration.ofSeconds(60)).untilAsserted { assertThat(jobs()).isEqualTo(count) }
    }

    private fun wall(server: WorkbenchProcess): Wall {
        await().until { server.get("/api/cluster").json.text("state") == "ready" }
        val numbers =
            "CREATE TABLE numbers (n BIGINT) WITH ('connector'='datagen','rows-per-second'='20'," +
                "'fields.n.kind'='sequence','fields.n.start'='1','fields.n.end'='1000000')"
        val cells =
            listOf(
                input("least", "1", true),
                input("hidden", "0", false),
                sql("setup", numbers),
                sql("query", "SELECT MIN(n) AS smallest FROM numbers WHERE n >= \${least} + \${hidden}"),
                sql("other", "SELECT COUNT(*) AS c FROM numbers"),
            ).joinToString(",")
        val notebook = server.post("/api/notebooks", """{"title":"Numbers","cells":[$cells]}""").json.text("id")
        val dashboard = server.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")
        for ((i, cell) in listOf("query", "other").withIndex()) {
            val tile =
                """{"id":"tile-$cell","x":0,"y":${i * 8},"width":6,"height":8,"title":null,"description":"",""" +
                    """"content":{"kind":"cell","notebook":"$notebook","cell":"$cell"}}"""
            val added = """{"editId":"add-$cell","basedOn":1,"edit":{"kind":"addTile","tile":$tile}}"""
            assertThat(server.post("/api/dashboards/$dashboard/edits", added).status).isEqualTo(200)
        }
        server.post("/api/notebooks/$notebook/run")
        return Wall(server, notebook, dashboard).also { it.awaitJobs(2) }
    }

    /** A page with the dashboard, and what it was told last. */
    private class Viewer(
        private val wall: Wall,
        private val socket: SocketClient,
    ) : AutoCloseable {
        private var requests = 1L
        private var inputs = emptyList<JsonObject>()
        private val sources = HashMap<String, JsonObject>()
        var isGone = false
            private set

        init {
            val answer = ask("""{"type":"openDashboard","request":1,"dashboard":"${wall.dashboard}"}""", 1)
            assertThat(answer.text("type")).isEqualTo("accepted")
        }

        /** The answer; what comes before it is kept. */
        private fun ask(
            message: String,
            request: Long,
        ): JsonObject {
            socket.send(message)
            var answer: JsonObject? = null
            socket.readUntil({ answer != null }, { "no answer to $message" }) { told ->
                take(told)
                if (told["request"]?.toString() == request.toString()) answer = told
            }
            return answer!!
        }

        private fun take(told: JsonObject) {
            when (told.text("type")) {
                "dashboard" -> {
                    inputs = told.list("inputs")
                    told.list("sources").forEach { sources[it.text("cell")] = it }
                }

                "dashboardInputs" -> {
                    inputs = told.list("inputs")
                }

                "dashboardGone" -> {
                    isGone = true
                }

                "tileSource" -> {
                    told.inner("source").let { sources[it.text("cell")] = it }
                }
            }
        }

        fun set(
            input: String,
            value: String?,
        ): String {
            val request = ++requests
            val values = value?.let { """["$it"]""" } ?: "null"
            val named = """"dashboard":"${wall.dashboard}","notebook":"${wall.notebook}","cell":"$input""""
            val answer = ask("""{"type":"setDashboardInput","request":$request,$named,"values":$values}""", request)
            return if (answer.text("type") == "accepted") "accepted" else answer.text("code")
        }

        fun inputs() = inputs.associate { it.text("cell") to "${it.text("scope")} ${it.getValue("values")} ${it.getValue("sharedValues")}" }

        /** Reads on until it is as wished. */
        fun await(wanted: () -> Boolean) = socket.readUntil(wanted, { "$inputs $sources" }, ::take)

        fun run(cell: String) = (sources[cell]?.get("run") as? JsonObject)?.text("id")

        fun source(cell: String) = sources.getValue(cell)

        private fun view() = (sources["query"]?.get("run") as? JsonObject)?.view()

        /** Waits until the tile shows this one number. */
        fun awaitNumber(wanted: Int) {
            await { view() != null }
            var watched: String? = null
            var shown = ""
            val watch = {
                if (view() != watched && view() != null) {
                    watched = view()
                    socket.send("""{"type":"watch","view":"$watched","seen":null}""")
                }
            }
            watch()
            socket.readUntil({ shown == "[[$wanted]]" }, { "shows $shown, not $wanted" }) { told ->
                take(told)
                watch()
                if (told.text("type") == "frames") {
                    for (frame in told.list("frames")) {
                        val rows =
                            frame["rows"] ?: frame["updated"]?.takeIf { it.jsonObject.getValue("ids").toString() != "[]" } ?: frame["added"]
                        if (frame.text("view") == watched) shown = rows!!.jsonObject.getValue("columns").toString()
                    }
                }
            }
        }

        fun closed(): Int = socket.closed.get(20, TimeUnit.SECONDS)

        override fun close() = socket.close()
    }

    private fun viewer(
        wall: Wall,
        link: JsonObject,
    ) = Viewer(wall, SocketClient.open(wall.server, emptyMap(), "/api/shared/${link.text("path").removePrefix("/s/")}/live"))

    @Test
    fun `viewers with equal values share a run, of which there are not too many, and which ends when they leave`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--viewer-runs", "2", "--viewer-run-seconds", "1").use { server ->
            val wall = wall(server)
            val link = wall.link()
            val (a, b, c, d) = List(4) { viewer(wall, link) }
            a.await { a.run("query") != null }
            assertThat(a.inputs()).isEqualTo(mapOf("least" to """own ["1"] ["1"]"""))
            assertThat(a.source("query").getValue("inputs").toString()).isEqualTo("""["least"]""")
            a.awaitNumber(1)
            val everybodys = a.run("query")
            val other = a.run("other")

            assertThat(a.set("least", "03.0")).isEqualTo("accepted")
            a.await { a.run("query") != everybodys }
            assertThat(a.inputs()).isEqualTo(mapOf("least" to """own ["3"] ["1"]"""))
            a.awaitNumber(3)
            assertThat(b.set("least", "3")).isEqualTo("accepted")
            b.await { b.run("query") == a.run("query") }
            wall.awaitJobs(3)
            assertThat(c.set("least", "5")).isEqualTo("accepted")
            c.awaitNumber(5)
            wall.awaitJobs(4)
            assertThat(setOf(a, b, c, d).map { it.run("other") }).containsOnly(other)
            assertThat(d.run("query")).isEqualTo(everybodys)

            assertThat(d.set("least", "7")).isEqualTo("TOO_MANY_RUNS")
            assertThat(d.inputs()).isEqualTo(mapOf("least" to """own ["1"] ["1"]"""))
            assertThat(d.set("least", "x")).isEqualTo("VALUE_INVALID")
            assertThat(d.set("hidden", "1")).isEqualTo("INPUT_GONE")
            assertThat(d.set("query", "1")).isEqualTo("INPUT_GONE")
            assertThat(d.run("query")).isEqualTo(everybodys)
            assertThat(d.set("least", "5")).isEqualTo("accepted")
            d.await { d.run("query") == c.run("query") }
            wall.awaitJobs(4)

            // Everybody's value is nothing to those who have their own; another input that the query uses is.
            val own = a.run("query")
            wall.set("least", "2")
            a.await { a.inputs() == mapOf("least" to """own ["3"] ["2"]""") }
            server.socket().use { page ->
                val editor = Viewer(wall, page)
                editor.await { editor.run("query").let { it != null && it != everybodys } }
                assertThat(editor.inputs()).isEqualTo(mapOf("least" to """shared ["2"] ["2"]""", "hidden" to """shared ["0"] ["0"]"""))
                assertThat(a.run("query")).isEqualTo(own)
                assertThat(editor.set("hidden", "10")).isEqualTo("accepted")
                editor.await { editor.inputs()["hidden"] == """shared ["10"] ["10"]""" }
                editor.awaitNumber(12)
            }
            a.await { a.run("query") != own }
            a.awaitNumber(13)
            b.await { b.run("query") == a.run("query") }
            wall.awaitJobs(4)

            assertThat(a.set("least", null)).isEqualTo("accepted")
            a.awaitNumber(12)
            assertThat(a.inputs()).isEqualTo(mapOf("least" to """own ["2"] ["2"]"""))
            wall.awaitJobs(4)
            b.close()
            wall.awaitJobs(3)
            assertThat(server.send("DELETE", "/api/links/${link.text("id")}", null).status).isEqualTo(204)
            assertThat(c.closed()).isEqualTo(4403)
            wall.awaitJobs(2)
        }
    }

    @Test
    fun `whoever is signed in as a viewer has values of their own, with those who came by a link, for as long as they have the role`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--accounts", "true", "--viewer-runs", "2", "--viewer-run-seconds", "1").use { server ->
            val wall = wall(server)
            val guest = viewer(wall, wall.link())
            val (vera, nora) = List(2) { PeopleFixture.join(at = server) }
            for (person in listOf(vera, nora)) {
                PeopleFixture.give("dashboards", wall.dashboard, person, "viewer", server)
            }
            PeopleFixture.give("notebooks", wall.notebook, nora, "viewer", server)
            val (stranger, reader) = listOf(vera, nora).map { Viewer(wall, server.socket(it.headers)) }
            val owner = Viewer(wall, server.socket())
            owner.awaitNumber(1)
            val everybodys = owner.run("query")
            assertThat(owner.inputs()).isEqualTo(mapOf("least" to """shared ["1"] ["1"]""", "hidden" to """shared ["0"] ["0"]"""))
            assertThat(stranger.inputs()).isEqualTo(mapOf("least" to """own ["1"] ["1"]"""))
            assertThat(stranger.source("query").getValue("inputs").toString()).isEqualTo("""["least"]""")
            assertThat(reader.inputs()).isEqualTo(mapOf("least" to """own ["1"] ["1"]""", "hidden" to """none ["0"] ["0"]"""))

            assertThat(guest.set("least", "3")).isEqualTo("accepted")
            guest.awaitNumber(3)
            assertThat(stranger.set("least", "3.0")).isEqualTo("accepted")
            stranger.await { stranger.run("query") == guest.run("query") }
            stranger.awaitNumber(3)
            wall.awaitJobs(3)
            assertThat(reader.set("least", "5")).isEqualTo("accepted")
            reader.awaitNumber(5)
            wall.awaitJobs(4)
            assertThat(stranger.set("least", "7")).isEqualTo("TOO_MANY_RUNS")
            assertThat(stranger.set("least", "x")).isEqualTo("VALUE_INVALID")
            assertThat(stranger.set("hidden", "1")).isEqualTo("INPUT_GONE")
            assertThat(reader.set("hidden", "1")).isEqualTo("FORBIDDEN")
            assertThat(owner.set("least", null)).`as`("a round trip of the owner's").isEqualTo("VALUE_INVALID")
            assertThat(owner.run("query")).isEqualTo(everybodys)
            assertThat(owner.inputs()["least"]).isEqualTo("""shared ["1"] ["1"]""")
            assertThat(stranger.inputs()).isEqualTo(mapOf("least" to """own ["3"] ["1"]"""))

            // An editor of the notebook changes it for everybody, and has no value of their own any more.
            PeopleFixture.give("notebooks", wall.notebook, nora, "editor", server)
            reader.await { reader.inputs()["least"] == """shared ["1"] ["1"]""" && reader.run("query") == everybodys }
            wall.awaitJobs(3)
            assertThat(reader.set("least", "2")).isEqualTo("accepted")
            owner.awaitNumber(2)
            stranger.await { stranger.inputs() == mapOf("least" to """own ["3"] ["2"]""") }
            PeopleFixture.give("notebooks", wall.notebook, nora, "viewer", server)
            reader.await { reader.inputs()["least"] == """own ["2"] ["2"]""" }
            assertThat(reader.set("least", "9")).isEqualTo("accepted")
            reader.awaitNumber(9)
            wall.awaitJobs(4)

            assertThat(server.send("DELETE", "/api/dashboards/${wall.dashboard}/people/${nora.id}", null).status).isEqualTo(204)
            reader.await { reader.isGone }
            assertThat(reader.set("least", "9")).isEqualTo("DASHBOARD_GONE")
            wall.awaitJobs(3)
            guest.close()
            assertThat(stranger.set("least", "3")).isEqualTo("accepted")
            wall.awaitJobs(3)
            assertThat(server.send("POST", "/api/sign-out", "{}", vera.headers).status).isEqualTo(200)
            assertThat(stranger.closed()).isEqualTo(4401)
            wall.awaitJobs(2)
        }
    }

    @Test
    fun `the run of a value goes at once with the role and with the sign-in of whoever chose it`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--accounts", "true", "--viewer-run-seconds", "3600").use { server ->
            val wall = wall(server)
            val (vera, nora) = List(2) { PeopleFixture.join(at = server) }
            for (person in listOf(vera, nora)) {
                PeopleFixture.give("dashboards", wall.dashboard, person, "viewer", server)
            }
            val (first, second) = listOf(vera, nora).map { Viewer(wall, server.socket(it.headers)) }
            assertThat(first.set("least", "3")).isEqualTo("accepted")
            assertThat(second.set("least", "5")).isEqualTo("accepted")
            wall.awaitJobs(4)
            assertThat(server.send("DELETE", "/api/dashboards/${wall.dashboard}/people/${vera.id}", null).status).isEqualTo(204)
            wall.awaitJobs(3)
            assertThat(server.send("POST", "/api/sign-out", "{}", nora.headers).status).isEqualTo(200)
            assertThat(second.closed()).isEqualTo(4401)
            wall.awaitJobs(2)
        }
    }

    @Test
    fun `a cell with anything but queries is not run for viewers and offers them nothing, and one that never ran is not run`() {
        val server = WorkbenchProcess.shared()
        val cells =
            listOf(
                input("least", "1", true),
                input("deep", "1", true),
                sql("mixed", "CREATE TEMPORARY VIEW picked AS SELECT \${deep} AS n; SELECT n, \${deep} AS m FROM picked"),
                sql("never", "SELECT \${least} AS n"),
            ).joinToString(",")
        val notebook = server.post("/api/notebooks", """{"title":"Numbers","cells":[$cells]}""").json.text("id")
        val dashboard = server.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")
        for (cell in listOf("mixed", "never")) {
            val tile =
                """{"id":"tile-$cell","x":${if (cell == "mixed") 0 else 6},"y":0,"width":6,"height":8,"title":null,"description":"",""" +
                    """"content":{"kind":"cell","notebook":"$notebook","cell":"$cell"}}"""
            server.post("/api/dashboards/$dashboard/edits", """{"editId":"$cell","basedOn":1,"edit":{"kind":"addTile","tile":$tile}}""")
        }
        server.post("/api/notebooks/$notebook/run", """{"cells":["mixed"]}""")
        server.get("/api/notebooks/$notebook/runs?wait=60")
        val wall = Wall(server, notebook, dashboard)
        viewer(wall, wall.link()).use { viewer ->
            viewer.await { viewer.run("mixed") != null }
            val before = viewer.run("mixed")
            assertThat(viewer.inputs().keys).containsExactly("least")
            assertThat(viewer.set("deep", "2")).isEqualTo("INPUT_GONE")
            assertThat(viewer.set("least", "2")).isEqualTo("accepted")
            // A second round trip comes after whatever the first made the server tell.
            assertThat(viewer.set("least", "3")).isEqualTo("accepted")
            assertThat(viewer.run("mixed")).isEqualTo(before)
            assertThat(viewer.source("never").getValue("run")).isEqualTo(JsonNull)
            assertThat(
                server
                    .get("/api/notebooks/$notebook/runs")
                    .json
                    .list("runs")
                    .map { it.text("cell") },
            ).containsExactly("mixed")
        }
    }
}
