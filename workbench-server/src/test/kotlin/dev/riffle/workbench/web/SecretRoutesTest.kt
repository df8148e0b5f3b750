package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.io.path.deleteExisting
import kotlin.io.path.isRegularFile

/** Secrets over HTTP: written, used, never read back. */
class SecretRoutesTest {
    private val server = WorkbenchProcess.shared()
    private val answers = CopyOnWriteArrayList<String>()

    private fun ask(
        method: String,
        path: String,
        body: String? = null,
    ) = server.send(method, path, body).also { answers += it.body + it.headers }

    @Test
    fun `a secret is listed by name and times, replaced and deleted`() {
        assertThat(ask("PUT", "/api/secrets/listed", """{"value":"Zx81qW first"}""").status).isEqualTo(204)
        val first = ask("GET", "/api/secrets").json.list("secrets").single { it.text("name") == "listed" }
        assertThat(first.keys).containsExactlyInAnyOrder("name", "createdAt", "updatedAt")
        assertThat(ask("PUT", "/api/secrets/listed", """{"value":"Zx81qW second"}""").status).isEqualTo(204)
        val second = ask("GET", "/api/secrets").json.list("secrets").single { it.text("name") == "listed" }
        assertThat(second.text("createdAt")).isEqualTo(first.text("createdAt"))
        assertThat(second.text("updatedAt")).isGreaterThan(first.text("updatedAt"))
        assertThat(ask("GET", "/api/secrets/listed").status).isEqualTo(405)
        assertThat(ask("DELETE", "/api/secrets/listed").status).isEqualTo(204)
        assertThat(ask("DELETE", "/api/secrets/listed").status).isEqualTo(404)
        assertThat(ask("GET", "/api/secrets").json.list("secrets").map { it.text("name") }).doesNotContain("listed")
        assertThat(answers).noneMatch { it.contains("Zx81qW") }
    }

    @Test
    fun `what is refused is not repeated`() {
        val long = "Zx81qW" + "x".repeat(10_000)
        for (body in listOf(
            """{"value":"Zx8"}""",
            """{"value":"$long"}""",
            """{"value":"    "}""",
            """{"value":"Zx81qW","Zx81qW":1}""",
            """{"value":["Zx81qW"]}""",
            """{"value":"Zx81qW""",
            """"Zx81qW"""",
            "Zx81qW",
            "{}",
        )) {
            val answer = ask("PUT", "/api/secrets/refused", body)
            assertThat(answer.status).describedAs(body).isEqualTo(400)
            assertThat(answer.json.inner("error").text("code")).isEqualTo("INVALID")
        }
        for (name in listOf("1st", "a%20b", "a%7D", "a".repeat(65))) {
            assertThat(ask("PUT", "/api/secrets/$name", """{"value":"Zx81qW"}""").status).describedAs(name).isEqualTo(400)
        }
        assertThat(ask("GET", "/api/secrets").body).doesNotContain("refused")
        assertThat(answers).noneMatch { it.contains("Zx8") }
    }

    @Test
    fun `without a sign-in nothing is listed or written`() {
        for (method in listOf("GET", "PUT", "DELETE")) {
            val path = if (method == "GET") "/api/secrets" else "/api/secrets/a"
            assertThat(server.send(method, path, """{"value":"value"}""".takeIf { method == "PUT" }, emptyMap()).status).isEqualTo(401)
        }
    }

    @Test
    fun `a statement gets the value, and neither the notebook, its export nor its runs say it`() {
        ask("PUT", "/api/secrets/used.here", """{"value":"it's Zx81qW"}""")
        val sql =
            "CREATE TABLE kept (n INT) WITH ('connector'='nope', 'url'='x://\${secret.used.here}'); SHOW CREATE TABLE kept; " +
                "SELECT CHAR_LENGTH('\${secret.used.here}') AS n; SELECT * FROM kept"
        val id =
            ask("POST", "/api/notebooks", """{"cells":[{"kind":"sql","id":"c","text":${JsonPrimitive(sql)}}]}""").json.text("id")
        ask("POST", "/api/notebooks/$id/run", "{}")
        val run = ask("GET", "/api/notebooks/$id/runs?wait=60").json.list("runs").single()
        val statements = run.list("statements")
        assertThat(statements.map { it.text("state") }).containsExactly("finished", "finished", "finished", "failed")
        assertThat(statements[3].inner("problem").text("detail")).contains("x://\${secret.used.here}")
        val created = ask("GET", "/api/results/${statements[1].inner("result").text("view")}?format=csv").body
        assertThat(created).contains("'url' = 'x://\${secret.used.here}'")
        assertThat(ask("GET", "/api/results/${statements[2].inner("result").text("view")}?format=csv").body).isEqualTo("n\r\n11\r\n")
        assertThat(ask("GET", "/api/notebooks/$id/export").body).contains("\${secret.used.here}")
        ask("GET", "/api/notebooks/$id")
        ask("GET", "/api/notebooks?search=Zx81qW")

        ask("DELETE", "/api/secrets/used.here")
        ask("POST", "/api/notebooks/$id/run", "{}")
        val without =
            ask("GET", "/api/notebooks/$id/runs?wait=60")
                .json
                .list("runs")
                .single()
                .list("statements")
        assertThat(without[0].inner("problem").text("code")).isEqualTo("UNKNOWN_SECRET")
        assertThat(answers).noneMatch { it.contains("Zx81qW") }
    }

    @Test
    fun `a server without its key file starts, says so, and has no value in its files`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true").use {
            assertThat(it.send("PUT", "/api/secrets/a", """{"value":"Zx81qW"}""").status).isEqualTo(204)
        }
        data.resolve("secrets.key").deleteExisting()
        WorkbenchProcess.start(data, "--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true").use {
            assertThat(
                it
                    .get("/api/secrets")
                    .json
                    .list("secrets")
                    .map { line -> line.text("name") },
            ).containsExactly("a")
            val refused = it.send("PUT", "/api/secrets/b", """{"value":"Zx81qW"}""")
            assertThat(refused.status).isEqualTo(503)
            assertThat(refused.json.inner("error").text("message")).contains("secrets.key is missing")
        }
        Files.walk(data).use { files ->
            files.filter { it.isRegularFile() }.forEach {
                assertThat(Files.readString(it, Charsets.ISO_8859_1)).describedAs("%s", it).doesNotContain("Zx81qW")
            }
        }
    }
}
