package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit

/** What a share link gives, and what not, on a real server. */
class ShareLinksTest {
    private val server = WorkbenchProcess.shared()
    private val nobody = emptyMap<String, String>()

    private class Shared(
        val notebook: String,
        val dashboard: String,
        val view: String,
        val hiddenView: String,
    )

    /** A dashboard with one of two running queries. */
    private fun shared(): Shared {
        val numbers = "CREATE TABLE numbers (n BIGINT) WITH ('connector'='datagen','rows-per-second'='20')"
        val cells =
            listOf(
                "setup" to numbers,
                "query" to "SELECT MOD(n, 3) AS k, COUNT(*) AS c FROM numbers GROUP BY MOD(n, 3)",
                "other" to "SELECT n FROM numbers",
            ).joinToString(",") { (id, sql) -> """{"kind":"sql","id":"$id","text":${JsonPrimitive(sql)}}""" }
        val notebook = server.post("/api/notebooks", """{"title":"Told","cells":[$cells]}""").json.text("id")
        server.post("/api/notebooks/$notebook/run")
        val dashboard = server.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")
        val tile =
            """{"id":"tile","x":0,"y":0,"width":6,"height":8,"title":null,"description":"",""" +
                """"content":{"kind":"cell","notebook":"$notebook","cell":"query"}}"""
        server.post("/api/dashboards/$dashboard/edits", """{"editId":"add","basedOn":1,"edit":{"kind":"addTile","tile":$tile}}""")
        return Shared(notebook, dashboard, view(notebook, "query"), view(notebook, "other"))
    }

    private fun view(
        notebook: String,
        cell: String,
    ): String =
        await().atMost(Duration.ofSeconds(90)).until(
            {
                val run =
                    server
                        .get("/api/notebooks/$notebook/runs")
                        .json
                        .list("runs")
                        .first { it.text("cell") == cell }
                run.view().takeIf { run.text("state") == "running" }
            },
            { it != null },
        )!!

    private fun link(
        kind: String,
        id: String,
        more: String = "",
    ): JsonObject {
        val answer = server.post("/api/links", """{"kind":"$kind","id":"$id","name":"For the wall"$more}""")
        assertThat(answer.status).isEqualTo(201)
        return answer.json
    }

    private fun address(link: JsonObject) = link.text("path").removePrefix("/s/")

    private fun socket(
        link: JsonObject,
        headers: Map<String, String> = nobody,
    ) = SocketClient.open(server, headers, "/api/shared/${address(link)}/live")

    @Test
    fun `a link shows its dashboard live, and nothing else, until it is ended`() {
        val shared = shared()
        val link = link("dashboard", shared.dashboard)
        assertThat(address(link)).hasSizeGreaterThan(40)
        assertThat(server.send("GET", link.text("path"), null, nobody).status).isEqualTo(200)
        val told = server.send("GET", "/api/shared/${address(link)}", null, nobody).json
        assertThat(told.text("id")).isEqualTo(shared.dashboard)
        assertThat(told.text("needsPassword")).isEqualTo("false")

        socket(link).use { viewer ->
            viewer.next("welcome")
            viewer.send("""{"type":"openDashboard","request":1,"dashboard":"${shared.dashboard}"}""")
            val opened = viewer.next("dashboard")
            assertThat(opened.toString()).doesNotContain("MOD(", "numbers")
            val statement =
                opened
                    .list("sources")
                    .single()
                    .inner("run")
                    .list("statements")
                    .single()
            assertThat(statement.getValue("job")).isEqualTo(JsonNull)
            assertThat(statement.inner("result").text("view")).isEqualTo(shared.view)
            viewer.send("""{"type":"watch","view":"${shared.view}","seen":null}""")
            assertThat(viewer.next("frames").list("frames")[0].text("view")).isEqualTo(shared.view)

            viewer.send("""{"type":"watch","view":"${shared.hiddenView}","seen":null}""")
            assertThat(viewer.next("viewGone").text("view")).isEqualTo(shared.hiddenView)
            viewer.send("""{"type":"openNotebook","request":2,"notebook":"${shared.notebook}"}""")
            assertThat(viewer.next("refused").text("code")).isEqualTo("NOTEBOOK_GONE")
            viewer.send("""{"type":"stopDashboard","request":3,"dashboard":"${shared.dashboard}","tile":null}""")
            assertThat(viewer.next("refused").text("code")).isEqualTo("FORBIDDEN")
            viewer.send("""{"type":"runAll","request":4,"notebook":"${shared.notebook}"}""")
            assertThat(viewer.next("refused").text("code")).isEqualTo("FORBIDDEN")

            val listed =
                server
                    .get("/api/links?kind=dashboard&id=${shared.dashboard}")
                    .json
                    .list("links")
                    .single()
            assertThat(listed.number("viewers")).isEqualTo(1)
            assertThat(server.send("DELETE", "/api/links/${link.text("id")}", null).status).isEqualTo(204)
            assertThat(viewer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4403)
        }
        assertThat(server.send("GET", "/api/shared/${address(link)}", null, nobody).status).isEqualTo(404)
        assertThatThrownBy { socket(link) }.hasStackTraceContaining("404")
        server.post("/api/notebooks/${shared.notebook}/stop")
    }

    @Test
    fun `a link to a notebook shows its text only where it was made to`() {
        val sql = "SELECT 'visible' AS w; SELECT nope; SHOW TABLES"
        val cells = """{"kind":"sql","id":"q","text":"$sql"},{"kind":"markdown","id":"m","text":"# Words"}"""
        val id = server.post("/api/notebooks", """{"title":"Told","cells":[$cells]}""").json.text("id")
        server.post("/api/notebooks/$id/run")
        server.get("/api/notebooks/$id/runs?wait=60")
        for (showsSql in listOf(true, false)) {
            socket(link("notebook", id, ""","showsSql":$showsSql""")).use { viewer ->
                viewer.send("""{"type":"openNotebook","request":1,"notebook":"$id"}""")
                val opened = viewer.next("notebook")
                val texts = opened.inner("notebook").list("cells").associate { it.text("id") to it.text("text") }
                assertThat(texts.getValue("m")).isEqualTo("# Words")
                assertThat(texts.getValue("q").isEmpty()).isEqualTo(!showsSql)
                assertThat(opened.getValue("catalog")).isEqualTo(JsonNull)
                val problem =
                    opened
                        .list("runs")
                        .single()
                        .list("statements")[1]
                        .inner("problem")
                assertThat(problem.text("code")).isEqualTo("COLUMN_NOT_FOUND")
                assertThat(problem.toString()).doesNotContain("nope")
                // Told again after a change, cut in the same way.
                val edit = """{"kind":"setCollapsed","cell":"q","collapsed":true}"""
                server.post("/api/notebooks/$id/edits", """{"editId":"t-$showsSql","basedOn":100,"edit":$edit}""")
                val again = viewer.next("notebook").inner("notebook").list("cells")
                assertThat(again.first { it.text("id") == "q" }.text("text").isEmpty()).isEqualTo(!showsSql)
            }
        }
    }

    @Test
    fun `a password is asked for, tries are counted, and links expire`() {
        val id = server.post("/api/dashboards", """{"title":"Closed"}""").json.text("id")
        val link = link("dashboard", id, ""","password":"open sesame"""")
        assertThat(link.toString()).doesNotContain("sesame")
        val told = server.send("GET", "/api/shared/${address(link)}", null, nobody)
        assertThat(told.json.text("needsPassword")).isEqualTo("true")
        assertThat(told.body).doesNotContain(id)
        assertThatThrownBy { socket(link) }.hasStackTraceContaining("401")
        val enter = "/api/shared/${address(link)}/enter"
        val entered = server.send("POST", enter, """{"password":"open sesame"}""", nobody)
        assertThat(entered.json.text("id")).isEqualTo(id)
        val cookie = entered.header("set-cookie")!!.substringBefore(';')
        socket(link, mapOf("Cookie" to cookie)).use { viewer ->
            viewer.send("""{"type":"openDashboard","request":1,"dashboard":"$id"}""")
            assertThat(viewer.next("dashboard").inner("dashboard").text("title")).isEqualTo("Closed")
        }
        val other = link("dashboard", id, ""","password":"another"""")
        assertThatThrownBy { socket(other, mapOf("Cookie" to cookie)) }.hasStackTraceContaining("401")

        val answers = List(12) { server.send("POST", enter, """{"password":"wrong $it"}""", nobody).status }
        assertThat(answers.take(10)).containsOnly(401)
        assertThat(answers.drop(10)).containsOnly(429)
        assertThat(server.send("POST", enter, """{"password":"open sesame"}""", nobody).status).isEqualTo(429)

        val soon = link("dashboard", id, ""","expiresAt":"${Instant.now().plusSeconds(2)}"""")
        socket(soon).use { viewer -> assertThat(viewer.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403) }
        assertThat(server.send("GET", "/api/shared/${address(soon)}", null, nobody).status).isEqualTo(404)

        // A right address goes through, however many wrong ones others try.
        val wrong = List(40) { server.send("GET", "/api/shared/${"a".repeat(12)}.$it", null, nobody).status }
        assertThat(wrong.first()).isEqualTo(404)
        assertThat(wrong.last()).isEqualTo(429)
        assertThat(server.send("GET", "/api/shared/${address(link)}", null, nobody).status).isEqualTo(200)
    }
}
