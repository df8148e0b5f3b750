package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** What docs/http-api.md promises a program. */
class HttpInterfaceTest {
    private val server = WorkbenchProcess.shared()

    private fun create(vararg sql: String): String {
        val cells = sql.mapIndexed { i, text -> """{"kind":"sql","id":"c$i","text":${JsonPrimitive(text)}}""" }
        val created = server.post("/api/notebooks", """{"title":"By a program","cells":[${cells.joinToString(",")}]}""")
        assertThat(created.status).isEqualTo(201)
        return created.json.text("id")
    }

    @Test
    fun `a program creates a notebook, runs it, waits for it, and reads every statement's outcome`() {
        val id =
            create(
                "CREATE TABLE t (n INT) WITH ('connector'='blackhole'); SELECT 1 AS n, '' AS e, CAST(NULL AS STRING) AS u",
                "SELECT nope",
            )
        val run = server.post("/api/notebooks/$id/run")
        assertThat(run.status).isEqualTo(202)
        assertThat(
            run.json
                .getValue("runs")
                .jsonArray.size,
        ).isEqualTo(2)

        val runs = server.get("/api/notebooks/$id/runs?wait=60").json.list("runs")
        assertThat(runs.map { it.text("state") }).containsExactlyInAnyOrder("finished", "failed")
        val good = runs.first { it.text("state") == "finished" }
        assertThat(good.list("statements").map { it.text("kind") to it.text("state") })
            .containsExactly("command" to "finished", "query" to "finished")
        val bad =
            runs
                .first { it.text("state") == "failed" }
                .list("statements")
                .single()
                .inner("problem")
        assertThat(bad.text("code")).isEqualTo("COLUMN_NOT_FOUND")
        assertThat(bad.inner("range").inner("start").number("column")).isEqualTo(8)

        val view = good.list("statements")[1].inner("result").text("view")
        val rows = server.get("/api/results/$view").json
        assertThat(
            rows
                .getValue("rows")
                .jsonArray
                .single()
                .jsonArray,
        ).containsExactly(JsonPrimitive(1), JsonPrimitive(""), JsonNull)
        assertThat(rows.inner("totals").number("allRows")).isEqualTo(1)
        val csv = server.get("/api/results/$view?format=csv")
        assertThat(csv.header("content-type")).startsWith("text/csv")
        assertThat(csv.body).isEqualTo("n,e,u\r\n1,\"\",\r\n")
    }

    @Test
    fun `an unbounded query is waited for by its first row, and stopped`() {
        val id =
            create(
                "CREATE TABLE g (n INT) WITH ('connector'='datagen','rows-per-second'='20');" +
                    "CREATE TABLE b (n INT) WITH ('connector'='blackhole'); INSERT INTO b SELECT n FROM g; SELECT n FROM g",
            )
        val run =
            server
                .post(
                    "/api/notebooks/$id/run",
                    """{"cells":["c0"]}""",
                ).json
                .getValue("runs")
                .jsonArray
                .single()
                .jsonPrimitive.content
        assertThat(
            server
                .get("/api/notebooks/$id/runs")
                .json
                .list("runs")
                .map { it.text("id") },
        ).containsExactly(run)
        val shown = server.get("/api/runs/$run?wait=60&until=rows").json
        assertThat(shown.text("state")).isEqualTo("running")
        val view = shown.list("statements")[3].inner("result").text("view")
        val totals = server.get("/api/results/$view").json.inner("totals")
        assertThat(totals.number("allRows")).describedAs("the INSERT before it has none").isPositive()
        assertThat(server.post("/api/notebooks/$id/stop").status).isEqualTo(202)
        assertThat(server.get("/api/runs/$run?wait=60").json.text("state")).isEqualTo("stopped")
    }

    @Test
    fun `edits carry the revision that they were based on`() {
        val id = create("SELECT 1")
        val revision =
            server
                .get("/api/notebooks/$id")
                .json
                .inner("notebook")
                .number("revision")
        val rename = { editId: String, basedOn: Long, title: String ->
            server.post(
                "/api/notebooks/$id/edits",
                """{"editId":"$editId","basedOn":$basedOn,"edit":{"kind":"setTitle","title":"$title"}}""",
            )
        }
        val first = rename("e1", revision, "First")
        assertThat(first.json.number("revision")).isEqualTo(revision + 1)
        assertThat(rename("e1", revision, "First").json.number("revision")).isEqualTo(revision + 1)
        val stale = rename("e2", revision, "Second")
        assertThat(stale.status).isEqualTo(409)
        assertThat(stale.json.inner("error").text("code")).isEqualTo("STALE")

        val text = """{"basedOn":0,"text":"SELECT 2"}"""
        assertThat(server.send("PUT", "/api/notebooks/$id/cells/c0/text", text).json.number("textVersion")).isEqualTo(1)
        assertThat(server.send("PUT", "/api/notebooks/$id/cells/c0/text", text).status).isEqualTo(409)
        val stored = server.get("/api/notebooks/$id").json.inner("notebook")
        assertThat(stored.text("title")).isEqualTo("First")
        assertThat(stored.list("cells").single().text("text")).isEqualTo("SELECT 2")
    }

    @Test
    fun `a notebook goes out as Markdown and comes back, to the trash and back, and away for good`() {
        val id = create("SELECT 'a' AS b;\n-- done")
        val exported = server.get("/api/notebooks/$id/export")
        assertThat(exported.header("content-type")).startsWith("text/markdown")
        assertThat(exported.header("content-disposition")).isEqualTo("attachment; filename=\"By a program.md\"")
        val imported = server.post("/api/notebooks/import", exported.body)
        assertThat(imported.status).isEqualTo(201)
        val copy = imported.json.inner("notebook")
        assertThat(copy.text("title")).isEqualTo("By a program")
        assertThat(copy.list("cells").single().text("text")).isEqualTo("SELECT 'a' AS b;\n-- done")
        assertThat(server.get("/api/notebooks/${copy.text("id")}/export").body).isEqualTo(exported.body)

        val again = server.post("/api/notebooks/$id/duplicate").json
        assertThat(again.text("title")).isEqualTo("By a program (copy)")
        val copyId = again.text("id")
        assertThat(server.send("DELETE", "/api/notebooks/$copyId?permanently=true", null).status).isEqualTo(409)
        assertThat(server.send("DELETE", "/api/notebooks/$copyId", null).status).isEqualTo(204)
        assertThat(server.get("/api/notebooks/$copyId").status).isEqualTo(404)
        assertThat(
            server
                .get("/api/notebooks?trash=true")
                .json
                .list("notebooks")
                .map { it.text("id") },
        ).contains(copyId)
        assertThat(server.post("/api/notebooks/$copyId/restore").status).isEqualTo(200)
        assertThat(server.get("/api/notebooks/$copyId").status).isEqualTo(200)
        server.send("DELETE", "/api/notebooks/$copyId", null)
        assertThat(server.send("DELETE", "/api/notebooks/$copyId?permanently=true", null).status).isEqualTo(204)
        assertThat(
            server
                .get("/api/notebooks?trash=true")
                .json
                .list("notebooks")
                .map { it.text("id") },
        ).doesNotContain(copyId)
    }

    @Test
    fun `the list is searched in titles and texts`() {
        val marker = "needle${System.nanoTime()}"
        val id = create("SELECT '$marker'")
        val body = buildJsonObject { put("title", "About $marker") }.toString()
        val other = server.post("/api/notebooks", body).json.text("id")
        val found =
            server
                .get("/api/notebooks?search=${marker.uppercase()}")
                .json
                .list("notebooks")
                .map { it.text("id") }
        assertThat(found).containsExactlyInAnyOrder(id, other)
    }
}
