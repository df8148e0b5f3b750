package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.File
import java.nio.file.FileSystems
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.createDirectories
import kotlin.io.path.readText

/** `docker-compose.yml` and `Dockerfile`, as far as that can be known without a container. */
class ComposeTest {
    private val file = ComposeFile.read()
    private val dockerfile = ComposeFile.ROOT.resolve("Dockerfile").readText()
    private val jars = ComposeProcesses.CLASS_PATH.split(File.pathSeparator).map { Path.of(it).fileName }

    private fun megabytes(text: String) = text.removeSuffix("m").toInt()

    @Test
    fun `the file says nothing that Compose does not take`() {
        assertThat(ComposeRules.problems(file)).isEmpty()
        for (service in listOf("jobmanager", "taskmanager")) {
            val process = file.flinkProperties(service).getValue("$service.memory.process.size")
            assertThat(megabytes(process)).isLessThan(megabytes(file.service(service)["mem_limit"] as String))
        }
        val targets = Regex("(?m)^FROM \\S+ AS (\\S+)$").findAll(dockerfile).map { it.groupValues[1] }.toList()
        for (service in file.services.values) {
            (service["build"] as Map<*, *>?)?.let { assertThat(targets).contains(it["target"] as String) }
        }
    }

    @Test
    fun `the images have the versions and the jars that the workbench has`() {
        val flink = Regex("FROM flink:([0-9.]+)-").find(dockerfile)!!.groupValues[1]
        assertThat(jars.map { "$it" }).contains("flink-runtime-$flink.jar")
        val kafka = (file.service("kafka")["image"] as String).substringAfter(':')
        assertThat(jars.map { "$it" }).contains("kafka_2.13-$kafka.jar")
        val copied = Regex("/target/riffle/lib/(\\S+)").findAll(dockerfile).map { it.groupValues[1] }.toList()
        assertThat(copied).isNotEmpty()
        for (pattern in copied) {
            val matcher = FileSystems.getDefault().getPathMatcher("glob:$pattern")
            assertThat(jars).describedAs(pattern).anyMatch(matcher::matches)
        }
    }

    @Test
    fun `its services run with its settings, and a query reads what another wrote to the broker`(
        @TempDir folder: Path,
    ) {
        ComposeProcesses(file, folder).use { processes ->
            processes.startJobManager()
            processes.startTaskManagers()
            processes.startKafka()
            for (service in listOf("jobmanager", "kafka", "taskmanager")) {
                await(service).pollInterval(Duration.ofMillis(200)).until { processes.isHealthy(service) }
            }
            val data = folder.resolve("data").createDirectories()
            WorkbenchProcess.start(data, *processes.workbenchFlags()).use { server ->
                await().until { server.get("/api/cluster").json.text("state") == "ready" }
                val opened = server.post("/api/samples/fraud/open").json
                assertThat(opened.list("cells").first { it.text("kind") == "sql" }.text("text")).contains(processes.here("kafka:9092"))
                val table =
                    """
                    CREATE TABLE words (word STRING) WITH ('connector' = 'kafka', 'topic' = 'words',
                      'properties.bootstrap.servers' = '${processes.here("kafka:9092")}',
                      'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
                    INSERT INTO words VALUES ('written'), ('and'), ('read');
                    """.trimIndent()
                val query = "SET 'parallelism.default' = '2'; SELECT word FROM words;"
                val cells =
                    listOf("write" to table, "read" to query).joinToString { (id, text) ->
                        """{"kind":"sql","id":"$id","text":${JsonPrimitive(text)}}"""
                    }
                val notebook = server.post("/api/notebooks", """{"cells":[$cells]}""").json.text("id")
                server.post("/api/notebooks/$notebook/run", """{"cells":["write"]}""")
                val written = server.get("/api/notebooks/$notebook/runs?wait=60").json.list("runs")
                assertThat(written.single().text("state")).describedAs("%s", written).isEqualTo("finished")
                server.post("/api/notebooks/$notebook/run", """{"cells":["read"]}""")
                await().until {
                    val run =
                        server
                            .get("/api/notebooks/$notebook/runs")
                            .json
                            .list("runs")
                            .first { it.text("cell") == "read" }
                    assertThat(run.text("state")).describedAs("%s", run).isNotEqualTo("failed")
                    val view = run.list("statements").firstNotNullOfOrNull(::viewOf)
                    view != null && listOf("written", "and", "read").all { it in server.get("/api/results/$view").body }
                }
            }
        }
    }

    private fun viewOf(statement: JsonObject) = (statement["result"] as? JsonObject)?.text("view")
}
