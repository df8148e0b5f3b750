package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test

/** Many who watch one dashboard cost the cluster what one costs. */
class LinkCrowdTest {
    private val server = WorkbenchProcess.shared()
    private val queries = listOf("total", "parts")

    /** Two queries on three tiles, one of them twice, and a chart of it. */
    private fun dashboard(): Pair<String, String> {
        val numbers = "CREATE TABLE numbers (n BIGINT) WITH ('connector'='datagen','rows-per-second'='1')"
        val cells =
            listOf(
                "setup" to numbers,
                "total" to "SELECT COUNT(*) AS c FROM numbers",
                "parts" to "SELECT MOD(n, 3) AS k, COUNT(*) AS c FROM numbers GROUP BY MOD(n, 3)",
            ).joinToString(",") { (id, sql) -> """{"kind":"sql","id":"$id","text":${JsonPrimitive(sql)}}""" }
        val notebook = server.post("/api/notebooks", """{"title":"Watched","cells":[$cells]}""").json.text("id")
        val dashboard = server.post("/api/dashboards", """{"title":"Crowd"}""").json.text("id")
        listOf("total", "parts", "parts").forEachIndexed { i, cell ->
            val tile =
                """{"id":"tile-$i","x":0,"y":${i * 6},"width":6,"height":6,"title":null,"description":"",""" +
                    """"content":{"kind":"cell","notebook":"$notebook","cell":"$cell"}}"""
            server.post("/api/dashboards/$dashboard/edits", """{"editId":"add-$i","basedOn":100,"edit":{"kind":"addTile","tile":$tile}}""")
        }
        return notebook to dashboard
    }

    private fun runningJobs(): Set<String> =
        server
            .jobs()
            .filter { it.text("state") == "RUNNING" }
            .map { it.text("jid") }
            .toSet()

    @Test
    fun `two hundred viewers of one link are served by one job a query`() {
        await().until { server.get("/api/cluster").json.text("state") == "ready" }
        val before = runningJobs()
        val (notebook, dashboard) = dashboard()
        val link = server.post("/api/links", """{"kind":"dashboard","id":"$dashboard","name":"Crowd"}""").json.text("path")
        server.post(
            "/api/dashboards/$dashboard/edits",
            """{"editId":"keep","basedOn":100,"edit":{"kind":"setKeptRunning","keptRunning":true}}""",
        )
        val viewers = List(200) { SocketClient.open(server, emptyMap(), "/api/shared/${link.removePrefix("/s/")}/live") }
        try {
            viewers.forEach { it.send("""{"type":"openDashboard","request":1,"dashboard":"$dashboard"}""") }
            val views = await().until({ views(notebook) }, { it.size == queries.size })
            // As a page does: it asks for what it has been told of.
            for (viewer in viewers) {
                read(viewer, views.values.toSet()) { told ->
                    val sources =
                        when (told.text("type")) {
                            "dashboard" -> told.list("sources")
                            "tileSource" -> listOf(told.inner("source"))
                            else -> emptyList()
                        }
                    sources.mapNotNull { (it["run"] as? JsonObject)?.view() }
                }
                views.values.forEach { viewer.send("""{"type":"watch","view":"$it","seen":null}""") }
            }
            for (viewer in viewers) {
                read(viewer, views.values.toSet()) { told ->
                    if (told.text("type") == "frames") told.list("frames").map { it.text("view") } else emptyList()
                }
            }
            assertThat(runningJobs() - before).hasSize(queries.size)
            assertThat(
                server
                    .get("/api/links?kind=dashboard&id=$dashboard")
                    .json
                    .list("links")
                    .single()
                    .number("viewers"),
            ).isEqualTo(200)
        } finally {
            viewers.forEach { it.close() }
            server.send("DELETE", "/api/dashboards/$dashboard", null)
            server.post("/api/notebooks/$notebook/stop")
        }
    }

    /** Reads what a viewer is told until it has named all of these. */
    private fun read(
        viewer: SocketClient,
        views: Set<String>,
        named: (JsonObject) -> List<String>,
    ) {
        val found = HashSet<String>()
        viewer.readUntil({ found.containsAll(views) }, { "$found of $views" }) { found += named(it) }
    }

    /** The result of each query that runs. */
    private fun views(notebook: String): Map<String, String> =
        server
            .get("/api/notebooks/$notebook/runs")
            .json
            .list("runs")
            .filter { it.text("cell") in queries && it.text("state") == "running" }
            .associate { it.text("cell") to it.view()!! }
}
