package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.sql.DriverManager
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit
import java.util.zip.InflaterInputStream

/** A frozen share on real servers: the second has no cluster at all. */
class FrozenSharesTest {
    private val nobody = emptyMap<String, String>()

    private fun SocketClient.show(
        kind: String,
        id: String,
    ): JsonObject {
        next("welcome")
        val word = kind.replaceFirstChar { it.uppercase() }
        send("""{"type":"open$word","request":1,"$kind":"$id"}""")
        return next(kind)
    }

    private fun SocketClient.rows(view: String): JsonObject {
        send("""{"type":"watch","view":"$view","seen":null}""")
        return next("frames").list("frames").single()
    }

    private fun view(run: JsonObject) =
        run
            .list("statements")
            .first { it.text("kind") == "query" }
            .inner("result")
            .text("view")

    private fun link(
        server: WorkbenchProcess,
        kind: String,
        id: String,
        more: String = "",
    ) = server.post("/api/links", """{"kind":"$kind","id":"$id","frozen":true$more}""")

    private fun socket(
        server: WorkbenchProcess,
        link: JsonObject,
    ) = SocketClient.open(server, nobody, "/api/shared/${link.text("path").removePrefix("/s/")}/live")

    @Test
    fun `a frozen share shows the rows of its moment, whatever happens to the notebook, the session and the server`(
        @TempDir data: Path,
    ) {
        val made: Made
        WorkbenchProcess.start(data).use { server -> made = make(server) }
        assertNothingIsKeptThatIsNotShown(data)
        WorkbenchProcess.start(data, "--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true").use { server ->
            assertTheSameIsShown(server, made)
            assertItGoesWithItsDocument(server, made)
        }
    }

    private class Made(
        val notebook: String,
        val dashboard: String,
        val ofNotebook: JsonObject,
        val ofDashboard: JsonObject,
        val frame: JsonObject,
        val shown: JsonObject,
    )

    private fun make(server: WorkbenchProcess): Made {
        val cells =
            listOf(
                "setup" to "CREATE TABLE hidden_table (n BIGINT) WITH ('connector'='datagen','rows-per-second'='50')",
                "query" to "SELECT MOD(ABS(n), 5) AS k, COUNT(*) AS c FROM hidden_table GROUP BY MOD(ABS(n), 5)",
            ).joinToString(",") { (id, sql) -> """{"kind":"sql","id":"$id","text":${JsonPrimitive(sql)}}""" }
        val prose = """{"kind":"markdown","id":"prose","text":"# Before"}"""
        val notebook = server.post("/api/notebooks", """{"title":"Told","cells":[$prose,$cells]}""").json.text("id")
        val dashboard = server.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")
        val tile =
            """{"id":"tile","x":0,"y":0,"width":6,"height":8,"title":null,"description":"",""" +
                """"content":{"kind":"cell","notebook":"$notebook","cell":"query"}}"""
        server.post("/api/dashboards/$dashboard/edits", """{"editId":"add","basedOn":1,"edit":{"kind":"addTile","tile":$tile}}""")

        val none = link(server, "notebook", notebook)
        assertThat(none.status).isEqualTo(409)
        assertThat(none.json.inner("error").text("code")).isEqualTo("NO_ROWS")
        server.post("/api/notebooks/$notebook/run")
        await().atMost(Duration.ofSeconds(90)).until {
            val run =
                server
                    .get("/api/notebooks/$notebook/runs")
                    .json
                    .list("runs")
                    .firstOrNull { it.text("cell") == "query" }
            run?.text("state") == "running" &&
                server.get("/api/results/${view(run)}").json.let { (it["rows"] as List<*>).size == 5 }
        }
        val answer = link(server, "notebook", notebook, ""","name":"Then","origins":["https://wiki.example.org"]""")
        assertThat(answer.status).describedAs(answer.body).isEqualTo(201)
        assertThat(Instant.parse(answer.json.text("frozenAt"))).isBetween(Instant.now().minusSeconds(60), Instant.now())
        val ofDashboard = link(server, "dashboard", dashboard).json

        val (frame, shown) =
            socket(server, ofDashboard).use { viewer ->
                val shown = viewer.show("dashboard", dashboard)
                viewer.rows(view(shown.list("sources").single().inner("run"))) to shown
            }
        // The job goes on: its rows are others soon, those of the share are not.
        val count = { server.get("/api/results/${frame.text("view")}").json["rows"].toString() }
        val before = count()
        await().until { count() != before }
        socket(server, ofDashboard).use { viewer ->
            assertThat(viewer.show("dashboard", dashboard)).isEqualTo(shown)
            assertThat(viewer.rows(frame.text("view"))).isEqualTo(frame)
            // Who has it all gets nothing more.
            viewer.send("""{"type":"watch","view":"${frame.text("view")}","seen":${frame.number("version")}}""")
            viewer.send("""{"type":"watch","view":"another","seen":null}""")
            viewer.send("""{"type":"runDashboard","request":2,"dashboard":"$dashboard","tile":null}""")
            assertThat(viewer.next("viewGone").text("view")).isEqualTo("another")
            assertThat(viewer.answer(2).text("code")).isEqualTo("FORBIDDEN")
            viewer.send("""{"type":"openNotebook","request":3,"notebook":"$notebook"}""")
            assertThat(viewer.answer(3).text("code")).isEqualTo("NOTEBOOK_GONE")
            val listed = server.get("/api/links?kind=dashboard&id=$dashboard").json.list("links")
            assertThat(listed.single().number("viewers")).isEqualTo(1)
        }
        server.post("/api/notebooks/$notebook/stop")
        server.send("PUT", "/api/notebooks/$notebook/cells/prose/text", """{"basedOn":0,"text":"# After"}""")
        val gone = """{"editId":"gone","basedOn":100,"edit":{"kind":"deleteCell","cell":"query"}}"""
        assertThat(server.post("/api/notebooks/$notebook/edits", gone).status).isEqualTo(200)
        return Made(notebook, dashboard, answer.json, ofDashboard, frame, shown)
    }

    /** What is in the database has no text of SQL, no name of a table and no job. */
    private fun assertNothingIsKeptThatIsNotShown(data: Path) {
        DriverManager.getConnection("jdbc:h2:file:${data.resolve("riffle")}", "riffle", "").use { connection ->
            val found = connection.createStatement().executeQuery("SELECT content FROM frozen_share")
            var shares = 0
            while (found.next()) {
                shares++
                val kept = InflaterInputStream(found.getBinaryStream(1)).readAllBytes().decodeToString()
                assertThat(kept).contains("\"columns\"").doesNotContain("MOD(", "hidden_table", "datagen")
                assertThat(kept).contains("\"job\":null").doesNotContain("\"job\":{")
            }
            assertThat(shares).isEqualTo(2)
        }
    }

    private fun assertTheSameIsShown(
        server: WorkbenchProcess,
        made: Made,
    ) {
        val told = server.send("GET", "/api/shared/${made.ofDashboard.text("path").removePrefix("/s/")}", null, nobody).json
        assertThat(told.text("frozenAt")).isEqualTo(made.ofDashboard.text("frozenAt"))
        socket(server, made.ofDashboard).use { viewer ->
            assertThat(viewer.show("dashboard", made.dashboard)).isEqualTo(made.shown)
            assertThat(viewer.rows(made.frame.text("view"))).isEqualTo(made.frame)
        }
        socket(server, made.ofNotebook).use { viewer ->
            val opened = viewer.show("notebook", made.notebook)
            assertThat(opened.toString()).contains("# Before").doesNotContain("# After", "MOD(")
            val view = view(opened.list("runs").first { it.text("cell") == "query" })
            assertThat(viewer.rows(view).inner("totals").number("heldRows")).isEqualTo(5)
            assertThat(server.send("DELETE", "/api/links/${made.ofNotebook.text("id")}", null).status).isEqualTo(204)
            assertThat(viewer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4403)
        }
    }

    private fun assertItGoesWithItsDocument(
        server: WorkbenchProcess,
        made: Made,
    ) {
        socket(server, made.ofDashboard).use { viewer ->
            viewer.show("dashboard", made.dashboard)
            assertThat(server.send("DELETE", "/api/dashboards/${made.dashboard}", null).status).isEqualTo(204)
            viewer.next("dashboardGone", seconds = 5)
            viewer.send("""{"type":"openDashboard","request":2,"dashboard":"${made.dashboard}"}""")
            assertThat(viewer.answer(2).text("code")).isEqualTo("DASHBOARD_GONE")
            server.post("/api/dashboards/${made.dashboard}/restore")
            viewer.send("""{"type":"openDashboard","request":3,"dashboard":"${made.dashboard}"}""")
            assertThat(viewer.next("dashboard")).isEqualTo(made.shown)
        }
        server.send("DELETE", "/api/dashboards/${made.dashboard}", null)
        server.send("DELETE", "/api/dashboards/${made.dashboard}?permanently=true", null)
        val address = "/api/shared/${made.ofDashboard.text("path").removePrefix("/s/")}"
        assertThat(server.send("GET", address, null, nobody).status).isEqualTo(404)
    }
}
