package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import java.time.Duration

/** What docs/protocol.md promises about inputs, on a real server and a real session cluster. */
class InputsTest {
    private val server = WorkbenchProcess.shared()

    private fun input(
        name: String,
        type: String,
        default: String,
        more: String = """"choice":"free","options":null,"widget":"field","viewersMayChange":false""",
    ) = """{"kind":"input","id":"$name","input":{"name":"$name","label":"","type":"$type","default":["$default"],""" +
        """"minimum":null,"maximum":null,"step":null,$more}}"""

    private fun sql(
        id: String,
        text: String,
    ) = """{"kind":"sql","id":"$id","text":${JsonPrimitive(text)}}"""

    private fun notebook(vararg cells: String): String =
        server.post("/api/notebooks", """{"title":"Inputs","cells":[${cells.joinToString(",")}]}""").json.text("id")

    private fun set(
        notebook: String,
        input: String,
        vararg values: String,
    ): WorkbenchProcess.Answer {
        val listed = JsonArray(values.map { JsonPrimitive(it) })
        val edit = """{"kind":"setInputValue","cell":"$input","values":$listed}"""
        return server.post("/api/notebooks/$notebook/edits", """{"editId":"${System.nanoTime()}","basedOn":1,"edit":$edit}""")
    }

    private fun edit(
        request: Int,
        notebook: String,
        edit: String,
    ) = """{"type":"edit","request":$request,"notebook":"$notebook","editId":"e$request","basedOn":1,"edit":$edit}"""

    private fun runs(notebook: String): Map<String, JsonObject> =
        server
            .get("/api/notebooks/$notebook/runs?wait=60")
            .json
            .list("runs")
            .associateBy { it.text("cell") }

    private fun ids(notebook: String) = runs(notebook).mapValues { it.value.text("id") }

    private fun rows(run: JsonObject): List<JsonArray> {
        val view =
            run
                .list("statements")
                .last()
                .inner("result")
                .text("view")
        return server
            .get("/api/results/$view")
            .json
            .getValue("rows")
            .let { rows -> (rows as JsonArray).map { it as JsonArray } }
    }

    private fun <T> eventually(
        look: () -> T,
        wanted: (T) -> Boolean,
    ): T = await().atMost(Duration.ofSeconds(60)).until(look, wanted)

    @Test
    fun `a change runs again what uses the input and what is built on it, and nothing else`() {
        val notebook =
            notebook(
                input("least", "number", "2"),
                sql("numbers", "CREATE VIEW numbers AS SELECT * FROM (VALUES (1), (2), (3)) AS v (n)"),
                sql("picked", "CREATE VIEW picked AS SELECT n FROM numbers WHERE n >= \${least}"),
                sql("top", "SELECT MAX(n) AS n, COUNT(*) AS c FROM picked"),
                sql("apart", "SELECT MAX(n) AS n FROM numbers"),
                sql("never", "SELECT \${least}"),
            )
        val cells = """["numbers","picked","top","apart"]"""
        server.post("/api/notebooks/$notebook/run", """{"cells":$cells}""")
        val first = runs(notebook)
        assertThat(first.values.map { it.text("state") }).containsOnly("finished")
        assertThat(rows(first.getValue("top")).last().toString()).isEqualTo("""[3,2]""")

        assertThat(set(notebook, "least", "03.0").status).isEqualTo(200)
        val second =
            eventually({ runs(notebook) }) { it.getValue("top").text("id") != first.getValue("top").text("id") && ended(it) }
        assertThat(rows(second.getValue("top")).last().toString()).isEqualTo("""[3,1]""")
        assertThat(second.keys).containsExactlyInAnyOrder("numbers", "picked", "top", "apart")
        for (cell in listOf("numbers", "apart")) {
            assertThat(second.getValue(cell).text("id")).`as`(cell).isEqualTo(first.getValue(cell).text("id"))
        }
        val stored =
            server
                .get("/api/notebooks/$notebook")
                .json
                .inner("notebook")
                .list("cells")
                .first { it.text("id") == "least" }
        assertThat(stored.getValue("values").toString()).isEqualTo("""["3"]""")

        val refused = set(notebook, "least", "3 OR 1=1")
        assertThat(refused.status).isEqualTo(400)
        assertThat(refused.json.inner("error").text("code")).isEqualTo("VALUE_INVALID")
        assertThat(ids(notebook)).isEqualTo(second.mapValues { it.value.text("id") })

        val copy =
            server
                .post("/api/notebooks/$notebook/duplicate")
                .json
                .list("cells")
                .first { it.text("kind") == "input" }
        assertThat(copy.getValue("values").toString()).`as`("a copy starts with the default").isEqualTo("""["2"]""")
        assertThat(server.get("/api/notebooks/$notebook/export").body).contains("default: '2'").doesNotContain("'3'")
    }

    private fun ended(runs: Map<String, JsonObject>) = runs.values.all { it.text("state") == "finished" }

    @Test
    fun `all who have the notebook open see a value in its one form, and are told what may be chosen`() {
        val chosen =
            """"choice":"one","options":{"kind":"query","cell":"names","column":"name"},"widget":"select","viewersMayChange":false"""
        val notebook =
            notebook(
                input("name", "text", "a", chosen),
                sql("names", "SELECT name FROM (VALUES ('c'), ('b'), ('c'), (CAST(NULL AS STRING))) AS v (name)"),
            )
        server.socket().use { writer ->
            server.socket().use { reader ->
                for (socket in listOf(writer, reader)) {
                    socket.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
                    socket.answer(1)
                }
                writer.send("""{"type":"fetchInputOptions","request":2,"notebook":"$notebook","cell":"name"}""")
                assertThat(writer.answer(2).text("code")).isEqualTo("OPTIONS_UNAVAILABLE")
                server.post("/api/notebooks/$notebook/run")
                runs(notebook)
                reader.send("""{"type":"fetchInputOptions","request":3,"notebook":"$notebook","cell":"name"}""")
                assertThat(reader.answer(3).getValue("options").toString()).isEqualTo("""["b","c"]""")

                val value = """{"kind":"setInputValue","cell":"name","values":["it's"]}"""
                for (request in 4..5) {
                    writer.send(edit(request, notebook, value))
                    assertThat(writer.answer(request.toLong()).text("type")).`as`("never stale").isEqualTo("accepted")
                    assertThat(
                        reader
                            .next("edited")
                            .inner("edit")
                            .getValue("values")
                            .toString(),
                    ).isEqualTo("""["it's"]""")
                }
                val definition = input("a b", "text", "").substringAfter("\"input\":").removeSuffix("}")
                val wrong = """{"kind":"setInput","cell":"name","input":$definition,"values":null}"""
                writer.send(edit(6, notebook, wrong))
                assertThat(writer.answer(6).text("code")).isEqualTo("INPUT_INVALID")
                val text = "SELECT \${name}; SELECT \${nothing}"
                writer.send("""{"type":"check","request":7,"notebook":"$notebook","text":"$text"}""")
                val problems = writer.next("problems").list("problems")
                assertThat(problems.map { it.text("code") }).containsExactly("UNKNOWN_INPUT")
            }
        }
    }
}
