package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicBoolean
import java.util.zip.ZipInputStream
import kotlin.concurrent.thread
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.outputStream

/** Probes, metrics, and a backup that is taken while people write. */
class OperationTest {
    private val scraper = "a scraper's token"

    private fun WorkbenchProcess.download(path: String): ByteArray =
        HttpClient
            .newHttpClient()
            .send(
                HttpRequest.newBuilder(URI("$origin$path")).header("Authorization", "Bearer $token").build(),
                HttpResponse.BodyHandlers.ofByteArray(),
            ).also { assertThat(it.statusCode()).isEqualTo(200) }
            .body()

    private fun unpack(
        zip: ByteArray,
        folder: Path,
    ) = ZipInputStream(zip.inputStream()).use { entries ->
        generateSequence { entries.nextEntry }.forEach { entry ->
            val file = folder.resolve(entry.name)
            Files.createDirectories(file.parent)
            file.outputStream().use { entries.transferTo(it) }
        }
    }

    @Test
    fun `probes need no sign-in, metrics do`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--metrics-token", scraper).use { server ->
            val nobody = emptyMap<String, String>()
            assertThat(server.send("GET", "/healthz", null, nobody).status).isEqualTo(200)
            await().until { server.send("GET", "/readyz", null, nobody).status == 200 }
            assertThat(
                server.send("GET", "/readyz", null, nobody).body,
            ).isEqualTo("""{"status":"ready","database":"ok","cluster":"ready"}""")

            assertThat(server.send("GET", "/metrics", null, nobody).status).isEqualTo(401)
            val wrong = mapOf("Authorization" to "Bearer another token than it")
            assertThat(server.send("GET", "/metrics", null, wrong).status).isEqualTo(401)
            assertThat(server.send("GET", "/metrics", null).status).isEqualTo(200)
            val right = mapOf("Authorization" to "Bearer $scraper")
            assertThat(server.send("GET", "/api/notebooks", null, right).status).isEqualTo(401)

            val sql = "SELECT x FROM (VALUES (1), (2)) AS t (x)"
            val id = server.post("/api/notebooks", """{"cells":[{"kind":"sql","text":"$sql"}]}""").json.text("id")
            server.post("/api/notebooks/$id/run")
            server.get("/api/notebooks/$id/runs?wait=60")
            val figures = server.send("GET", "/metrics", null, right).body
            for (line in listOf(
                "riffle_notebooks_open 1.0",
                "riffle_runs{state=\"finished\"} 1.0",
                "riffle_results_rows 2.0",
                "riffle_pages 0.0",
                "riffle_frames_bytes_total 0.0",
                "riffle_cluster_slots 16.0",
            )) {
                assertThat(figures.lines()).contains(line)
            }
            assertThat(figures).contains("jvm_memory_used_bytes{").doesNotContain(id)
        }
    }

    private fun titleOf(
        server: WorkbenchProcess,
        notebook: String,
    ) = server
        .get("/api/notebooks/$notebook")
        .json
        .inner("notebook")
        .text("title")

    @Test
    fun `a backup that is taken while people write makes another server, while the first goes on`(
        @TempDir data: Path,
        @TempDir copy: Path,
    ) {
        WorkbenchProcess.start(data).use { first ->
            first.send("PUT", "/api/secrets/word", """{"value":"Zx81qW"}""")
            val sql = "SELECT '${'$'}{secret.word}'"
            val kept = first.post("/api/notebooks", """{"title":"Kept","cells":[{"kind":"sql","id":"q","text":"$sql"}]}""").json.text("id")
            val wall = first.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")
            val tile =
                """{"id":"t","x":0,"y":0,"width":6,"height":8,"title":null,"description":"",""" +
                    """"content":{"kind":"cell","notebook":"$kept","cell":"q"}}"""
            val edit = """{"editId":"e","basedOn":1,"edit":{"kind":"addTile","tile":$tile}}"""
            assertThat(first.post("/api/dashboards/$wall/edits", edit).status).isEqualTo(200)
            val link =
                first
                    .post("/api/links", """{"kind":"dashboard","id":"$wall"}""")
                    .json
                    .text("path")
                    .removePrefix("/s/")
            val writing = AtomicBoolean(true)
            val writer = thread { while (writing.get()) first.post("/api/notebooks", """{"title":"Meanwhile"}""") }
            val backup = first.download("/api/backup")
            writing.set(false)
            writer.join()
            assertThat(data.listDirectoryEntries().map { it.name }).noneMatch { it.startsWith("backup") }

            unpack(backup, copy)
            WorkbenchProcess.start(copy).use { second ->
                val renamed = """{"editId":"r","basedOn":1,"edit":{"kind":"setTitle","title":"Changed since"}}"""
                assertThat(first.post("/api/notebooks/$kept/edits", renamed).status).isEqualTo(200)
                assertThat(titleOf(second, kept)).isEqualTo("Kept")
                assertThat(titleOf(first, kept)).isEqualTo("Changed since")
                val shown =
                    second
                        .get("/api/dashboards/$wall")
                        .json
                        .list("tiles")
                        .single()
                assertThat(shown.inner("content").text("cell")).isEqualTo("q")
                assertThat(second.send("GET", "/api/shared/$link", null, emptyMap()).json.text("id")).isEqualTo(wall)
                second.post("/api/notebooks/$kept/run")
                val run =
                    second
                        .get("/api/notebooks/$kept/runs?wait=60")
                        .json
                        .list("runs")
                        .single()
                assertThat(second.get("/api/results/${run.view()}").body).contains("Zx81qW")
            }
        }
    }
}
