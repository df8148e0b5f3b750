package dev.riffle.workbench.web

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Instant
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readLines

/** Logs for programs, of the server and of the processes that it starts. */
class LogFormatTest {
    @Test
    fun `with log-format json every line of every log is a JSON object, and there is no other log`(
        @TempDir data: Path,
    ) {
        val folders = listOf(data.resolve("logs"), data.resolve("cluster/logs"))
        WorkbenchProcess.start(data, "--log-format", "json").use { server ->
            await().until { server.get("/api/cluster").json.text("state") == "ready" }
            val id =
                server
                    .post(
                        "/api/notebooks",
                        """{"cells":[{"kind":"sql","text":"SELECT x FROM (VALUES (1)) AS t (x)"}]}""",
                    ).json
                    .text("id")
            server.post("/api/notebooks/$id/run")
            server.get("/api/notebooks/$id/runs?wait=60")
        }
        for (file in listOf("cluster/logs/jobmanager.json", "cluster/logs/taskmanager.json")) {
            assertThat(data.resolve(file)).isNotEmptyFile()
        }
        val files = folders.filter { it.exists() }.flatMap { it.listDirectoryEntries() }
        assertThat(files.map { it.name }).noneMatch { it.contains(".log") }
        for (file in files.filter { it.name.endsWith(".json") }) {
            for (line in file.readLines()) {
                val event = Json.parseToJsonElement(line).jsonObject
                assertThat(event.text("log.level")).isIn("INFO", "WARN", "ERROR")
                assertThat(event.text("log.logger")).isNotEmpty()
                assertThat(event).containsKey("message")
                Instant.parse(event.text("@timestamp"))
            }
        }
    }
}
