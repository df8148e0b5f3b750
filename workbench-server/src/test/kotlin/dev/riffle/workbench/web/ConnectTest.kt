package dev.riffle.workbench.web

import dev.riffle.workbench.connect.kafka.ManyDoors
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonArray
import org.apache.kafka.clients.admin.Admin
import org.apache.kafka.clients.admin.NewTopic
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.net.Socket
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path

/** Tables that are proposed for topics and files read what is in them, on a real cluster. */
class ConnectTest {
    private val server = WorkbenchProcess.shared()

    /** Runs the statements and gives the rows of the last one once it has as many as that. */
    private fun rowsOf(
        rows: Int,
        vararg statements: String,
    ): List<String> {
        val id = newNotebook(*statements)
        server.post("/api/notebooks/$id/run")
        val last = statements.lastIndex
        var found = listOf<String>()
        await().until {
            val run =
                server
                    .get("/api/notebooks/$id/runs")
                    .json
                    .list("runs")
                    .first { it.text("cell") == "c$last" }
            assertThat(run.text("state")).describedAs("%s", run).isNotEqualTo("failed")
            found = run.view()?.let { view -> rowsIn(view) } ?: listOf()
            found.size >= rows
        }
        server.post("/api/notebooks/$id/stop")
        return found.sorted()
    }

    private fun rowsIn(view: String) =
        server
            .get("/api/results/$view")
            .json
            .getValue("rows")
            .jsonArray
            .map { it.toString() }

    private fun newNotebook(vararg statements: String): String {
        val cells =
            statements.mapIndexed { i, text ->
                JsonObject(mapOf("kind" to JsonPrimitive("sql"), "id" to JsonPrimitive("c$i"), "text" to JsonPrimitive(text)))
            }
        val body = JsonObject(mapOf("title" to JsonPrimitive("t"), "cells" to JsonArray(cells)))
        return server.post("/api/notebooks", body.toString()).json.text("id")
    }

    /** Writes into a topic, whatever a format of it can write, and waits until it is there. */
    private fun write(
        topic: String,
        columns: String,
        options: String,
        values: String,
    ) {
        val sink =
            "CREATE TABLE w ($columns) WITH ('connector' = 'kafka', 'topic' = '$topic', " +
                "'properties.bootstrap.servers' = '$servers', $options)"
        val id = newNotebook("$sink; INSERT INTO w $values")
        server.post("/api/notebooks/$id/run")
        await().until {
            val run =
                server
                    .get("/api/notebooks/$id/runs?wait=30")
                    .json
                    .list("runs")
                    .single()
            assertThat(run.text("state")).describedAs("%s", run).isNotEqualTo("failed")
            run.text("state") == "finished"
        }
    }

    private fun settings() = buildJsonObject { put("servers", JsonPrimitive(servers)) }

    private fun propose(
        topic: String,
        registry: String = "",
        settings: JsonObject = settings(),
    ): JsonObject {
        val id = newNotebook()
        val named = mapOf("topic" to JsonPrimitive(topic), "registry" to JsonPrimitive(registry))
        val body = JsonObject(named + ("settings" to settings))
        val answer = server.post("/api/notebooks/$id/connect/kafka/messages", body.toString())
        assertThat(answer.status).describedAs(answer.body).isEqualTo(200)
        return answer.json
    }

    private fun give(
        name: String,
        content: Path,
    ): JsonObject {
        val id = newNotebook()
        val request =
            HttpRequest
                .newBuilder(URI("${server.origin}/api/notebooks/$id/files/$name"))
                .header("Authorization", "Bearer ${server.token}")
                .PUT(HttpRequest.BodyPublishers.ofFile(content))
                .build()
        val answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201)
        return WorkbenchProcess.Answer(201, answer.body(), mapOf()).json
    }

    @Test
    fun `topics are listed with what one needs to choose`() {
        write("connect-list", "a INT", "'format' = 'json'", "VALUES (1)")
        val id = newNotebook()

        val topics = server.post("/api/notebooks/$id/connect/kafka/topics", settings().toString()).json.list("topics")

        val topic = topics.single { it.text("name") == "connect-list" }
        assertThat(topic.number("partitions")).isEqualTo(2)
        assertThat(topic.number("bytes")).isPositive()
        assertThat(topic.number("retentionMillis")).isEqualTo(24L * 3_600_000)
        assertThat(topics.map { it.text("name") }).noneMatch { it.startsWith("__") }
    }

    @Test
    fun `messages of JSON, values and text become tables that read them`() {
        write(
            "connect.json",
            "id BIGINT, tags ARRAY<STRING>, place ROW<`the city` STRING, `at` DOUBLE>, made TIMESTAMP_LTZ(3)",
            "'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601', 'properties.compression.type' = 'zstd'",
            """VALUES (1, ARRAY['x'], ROW('Rome', 1.5), TO_TIMESTAMP_LTZ(1700000000123, 3)),
              (2, ARRAY['y', 'z'], ROW('Lima', CAST(NULL AS DOUBLE)), TO_TIMESTAMP_LTZ(1700000001123, 3))""",
        )
        val json = propose("connect.json")
        assertThat(json.inner("table").text("format")).isEqualTo("json")
        assertThat(json.list("messages")).hasSize(2)
        assertThat(
            rowsOf(
                2,
                json.inner("table").text("sql"),
                "SELECT id, CARDINALITY(tags), place.`the city`, place.`at`, EXTRACT(EPOCH FROM made) FROM connect_json",
            ),
        ).containsExactly("[1,1,\"Rome\",1.5,1700000000]", "[2,2,\"Lima\",null,1700000001]")

        write("connect-csv", "a BIGINT, b STRING", "'format' = 'csv', 'csv.field-delimiter' = ';'", "VALUES (1, 'x;y'), (2, 'z')")
        val csv = propose("connect-csv")
        assertThat(csv.inner("table").text("format")).isEqualTo("csv")
        assertThat(rowsOf(2, csv.inner("table").text("sql"), "SELECT column_1 + 1, column_2 FROM connect_csv"))
            .containsExactly("[2,\"x;y\"]", "[3,\"z\"]")

        write("connect-text", "line STRING", "'format' = 'raw'", "VALUES ('just words')")
        val text = propose("connect-text")
        assertThat(text.inner("table").text("format")).isEqualTo("raw")
        val recent = "SELECT message, event_time > TIMESTAMP '2026-01-01 00:00:00' FROM connect_text"
        assertThat(rowsOf(1, text.inner("table").text("sql"), recent)).containsExactly("[\"just words\",true]")
    }

    @Test
    fun `messages that name schemas of a registry become a table with their columns`() {
        SchemaRegistry().use { registry ->
            write(
                "connect-avro",
                "id BIGINT, name STRING, made TIMESTAMP(3)",
                "'format' = 'avro-confluent', 'avro-confluent.url' = '${registry.address}', 'avro-confluent.subject' = 'connect-avro-value'",
                "VALUES (1, 'a', TIMESTAMP '2026-01-31 10:00:00.5')",
            )
            assertThat(propose("connect-avro").inner("table").text("needsRegistry")).isEqualTo("true")
            val avro = propose("connect-avro", registry.address).inner("table")
            assertThat(avro.text("format")).isEqualTo("avro-confluent")
            assertThat(rowsOf(1, avro.text("sql"), "SELECT id, name FROM connect_avro")).containsExactly("[1,\"a\"]")
        }
    }

    @Test
    fun `a table of a topic behind TLS and a sign-in reads and writes it`(
        @TempDir folder: Path,
    ) {
        ManyDoors(folder).use { broker ->
            val listener = ManyDoors.Listener.LOGINTLS
            Admin.create(mapOf<String, Any>("bootstrap.servers" to broker.address(ManyDoors.Listener.PLAIN))).use {
                it.createTopics(listOf(NewTopic("guarded", 1, 1.toShort()))).all().get()
            }
            server.send("PUT", "/api/secrets/doors", """{"value": "${ManyDoors.PASSWORD}"}""")
            val behind =
                JsonObject(
                    mapOf(
                        "servers" to broker.address(listener),
                        "protocol" to "SASL_SSL",
                        "user" to "admin",
                        "secret" to "doors",
                        "certificates" to broker.certificate(listener),
                    ).mapValues { JsonPrimitive(it.value) },
                )
            val table = propose("guarded", settings = behind).inner("table").text("sql")
            assertThat(table).contains("\${secret.doors}").doesNotContain(ManyDoors.PASSWORD)
            assertThat(rowsOf(1, table, "INSERT INTO guarded VALUES ('through')", "SELECT message FROM guarded"))
                .containsExactly("[\"through\"]")
        }
    }

    @Test
    fun `changes that Debezium wrote become a table of the rows as they are`() {
        write(
            "connect-changes",
            "line STRING",
            "'format' = 'raw', 'sink.parallelism' = '1', 'sink.partitioner' = 'fixed'",
            """VALUES ('{"before": null, "after": {"id": 1, "name": "a"}, "op": "c", "ts_ms": 1}'),
              ('{"before": {"id": 1, "name": "a"}, "after": {"id": 1, "name": "b"}, "op": "u", "ts_ms": 2}')""",
        )
        val changes = propose("connect-changes").inner("table")
        assertThat(changes.text("format")).isEqualTo("debezium-json")

        val id = newNotebook(changes.text("sql"), "SELECT id, name FROM connect_changes")
        server.post("/api/notebooks/$id/run")
        await().until {
            val run =
                server
                    .get("/api/notebooks/$id/runs")
                    .json
                    .list("runs")
                    .first { it.text("cell") == "c1" }
            assertThat(run.text("state")).describedAs("%s", run).isNotEqualTo("failed")
            run.view()?.let { rowsIn(it) } == listOf("[1,\"b\"]")
        }
        server.post("/api/notebooks/$id/stop")
    }

    @Test
    fun `files that are given become tables that read them`(
        @TempDir folder: Path,
    ) {
        val csv = Files.writeString(folder.resolve("a.csv"), "id,name,made\n1,\"a,b\",2026-01-31 10:00:00\n2,,\n")
        val ofCsv = give("two%20words.csv", csv)
        assertThat(rowsOf(2, ofCsv.inner("table").text("sql"), "SELECT id, name, CAST(made AS STRING) FROM two_words"))
            .containsExactly("[1,\"a,b\",\"2026-01-31 10:00:00.000\"]", "[2,null,null]")

        val lines = Files.writeString(folder.resolve("a.jsonl"), "{\"a\": {\"b\": 1}}\n{\"a\": {\"b\": 2}}\n")
        val ofLines = give("lines.jsonl", lines)
        assertThat(rowsOf(2, ofLines.inner("table").text("sql"), "SELECT a.b FROM lines")).containsExactly("[1]", "[2]")

        for (format in listOf("parquet", "avro")) {
            val file = written(folder.resolve(format), format)
            val of = give("all-types.$format", file)
            assertThat(of.text("kind")).isEqualTo(format)
            assertThat(
                rowsOf(
                    1,
                    of.inner("table").text("sql"),
                    "SELECT b, i, l, f, d, CAST(n AS STRING), s, CAST(`day` AS STRING), " +
                        "CAST(t AS STRING), r.x, a[2], m['k'] FROM all_types",
                ),
            ).describedAs("%s", of.inner("table").text("sql"))
                .containsExactly("[true,1,2,0.5,1.5,\"12.30\",\"text\",\"2026-01-31\",\"2026-01-31 10:00:00.123\",7,\"b\",9]")
        }
    }

    @Test
    fun `a folder becomes a table of what is in it and what comes`(
        @TempDir folder: Path,
    ) {
        val files = Files.createDirectory(folder.resolve("clicks"))
        Files.writeString(files.resolve("1.jsonl"), "{\"n\": 1}\n")
        Files.writeString(files.resolve("_note.txt"), "passed over")
        val table = look(files.toString()).json.inner("table").text("sql")
        val id = newNotebook(table, "SELECT n FROM clicks")
        server.post("/api/notebooks/$id/run")

        fun rows() =
            server
                .get("/api/notebooks/$id/runs")
                .json
                .list("runs")
                .first { it.text("cell") == "c1" }
                .view()
                ?.let { rowsIn(it).sorted() }
        await().until { rows() == listOf("[1]") }
        Files.writeString(folder.resolve("2.jsonl"), "{\"n\": 2}\n")
        Files.move(folder.resolve("2.jsonl"), files.resolve("2.jsonl"))
        await().until { rows() == listOf("[1]", "[2]") }
        server.post("/api/notebooks/$id/stop")

        for ((path, reason) in mapOf(
            "clicks" to "whole path",
            "$folder/none" to "There is no folder",
            "$files/1.jsonl" to "is a file",
            "$folder/empty" to "There are no files",
        )) {
            if (path.endsWith("empty")) Files.createDirectory(folder.resolve("empty"))
            val answer = look(path)
            assertThat(answer.status).isEqualTo(422)
            assertThat(answer.json.inner("error").text("code")).isEqualTo("CONNECT_FILE")
            assertThat(answer.body).contains(reason)
        }
    }

    private fun look(folder: String) =
        server.post("/api/notebooks/${newNotebook()}/connect/folder", JsonObject(mapOf("path" to JsonPrimitive(folder))).toString())

    @Test
    fun `a time that is missing makes no watermark, and says what to do where somebody writes one`(
        @TempDir folder: Path,
    ) {
        val lines = Files.writeString(folder.resolve("t.jsonl"), "{\"t\": \"2026-01-31T10:00:00Z\"}\n{\"t\": null}\n")
        val table = give("times.jsonl", lines).inner("table").text("sql")
        assertThat(table).contains("`t` TIMESTAMP_LTZ(3)").doesNotContain("WATERMARK")

        // One that comes later, so that the task runs by then: of one that fails while it is being started Flink may lose the reason.
        val files = Files.createDirectory(folder.resolve("times"))
        Files.writeString(files.resolve("1.jsonl"), "{\"t\": \"2026-01-31T10:00:00Z\"}\n")
        val watched = look(files.toString()).json.inner("table").text("sql")
        assertThat(watched).contains("WATERMARK FOR `t`")
        val id = newNotebook(watched, "SELECT t FROM times")
        server.post("/api/notebooks/$id/run")
        lateinit var run: JsonObject

        fun follow() {
            run =
                server
                    .get("/api/notebooks/$id/runs")
                    .json
                    .list("runs")
                    .first { it.text("cell") == "c1" }
        }
        await().until {
            follow()
            run.view()?.let { rowsIn(it).size } == 1
        }
        Files.writeString(folder.resolve("2.jsonl"), "{\"t\": null}\n")
        Files.move(folder.resolve("2.jsonl"), files.resolve("2.jsonl"))
        await().until {
            follow()
            run.text("state") == "failed"
        }
        val problem = run.list("statements").single().inner("problem")
        assertThat(problem.text("hint")).describedAs("%s", problem).contains("no value in the column of the watermark")
    }

    @Test
    fun `a file that breaks off is not kept`() {
        val id = newNotebook()
        val path = "/api/notebooks/$id/files/a.csv"
        Socket("127.0.0.1", URI(server.origin).port).use { socket ->
            socket.getOutputStream().write(
                ("PUT $path HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${server.token}\r\nContent-Length: 1000\r\n\r\na,b\n1,2\n")
                    .toByteArray(),
            )
        }
        assertThat(server.send("PUT", path, "a,b\n1,2\n").status).isEqualTo(201)
        assertThat(
            server
                .get("/api/notebooks/$id/files")
                .json
                .list("files")
                .map { it.text("name") },
        ).containsExactly("a.csv")
        assertThat(server.send("PUT", "/api/notebooks/$id/files/..%2Fa.csv", "a,b\n1,2\n").status).isEqualTo(422)
        assertThat(server.send("DELETE", path, null).status).isEqualTo(204)
        assertThat(server.send("DELETE", path, null).status).isEqualTo(404)
    }

    /** A file of that format with one row, as Flink writes it. */
    private fun written(
        folder: Path,
        format: String,
    ): Path {
        val sink =
            """CREATE TABLE w (b BOOLEAN, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(10, 2), s STRING, `day` DATE,
              t TIMESTAMP(3), r ROW<x INT>, a ARRAY<STRING>, m MAP<STRING, INT>)
              WITH ('connector' = 'filesystem', 'path' = 'file://$folder', 'format' = '$format')"""
        val id =
            newNotebook(
                "SET 'execution.runtime-mode' = 'batch'; $sink; INSERT INTO w VALUES (true, 1, 2, CAST(0.5 AS FLOAT), " +
                    "1.5, 12.30, 'text', DATE '2026-01-31', TIMESTAMP '2026-01-31 10:00:00.123', ROW(7), ARRAY['a', 'b'], MAP['k', 9])",
            )
        server.post("/api/notebooks/$id/run")
        await().until {
            val run =
                server
                    .get("/api/notebooks/$id/runs?wait=30")
                    .json
                    .list("runs")
                    .single()
            assertThat(run.text("state")).describedAs("%s", run).isNotEqualTo("failed")
            run.text("state") == "finished"
        }
        return Files.list(folder).use { files -> files.toList().single { Files.isRegularFile(it) } }
    }

    companion object {
        private var servers = ""

        @BeforeAll
        @JvmStatic
        fun broker() {
            val server = WorkbenchProcess.shared()
            server.post("/api/broker/start")
            await().until { server.get("/api/broker").json.text("state") == "running" }
            servers = server.get("/api/broker").json.text("servers")
        }
    }
}
