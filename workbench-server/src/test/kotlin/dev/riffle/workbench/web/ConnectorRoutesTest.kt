package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Path
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name

/** The list of connectors, and jars that are sent to the server. */
class ConnectorRoutesTest {
    private fun jar(vararg entries: String): ByteArray {
        val bytes = ByteArrayOutputStream()
        ZipOutputStream(bytes).use { out ->
            for (entry in entries) {
                out.putNextEntry(ZipEntry(entry))
                out.write(byteArrayOf(1, 2, 3))
                out.closeEntry()
            }
        }
        return bytes.toByteArray()
    }

    private fun WorkbenchProcess.put(
        name: String,
        bytes: ByteArray,
    ): HttpResponse<String> =
        HttpClient.newHttpClient().send(
            HttpRequest
                .newBuilder(URI("$origin/api/connectors/$name"))
                .header("Authorization", "Bearer $token")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build(),
            HttpResponse.BodyHandlers.ofString(),
        )

    private fun WorkbenchProcess.jars() = get("/api/connectors").json.list("jars").associate { it.text("name") to it.text("state") }

    @Test
    fun `every connector and format of the box is listed with its options`() {
        val factories =
            WorkbenchProcess
                .shared()
                .get("/api/connectors")
                .json
                .list("factories")

        assertThat(factories.groupBy { it.text("identifier") + it.getValue("kinds") }.filterValues { it.size > 1 }).isEmpty()

        fun of(
            identifier: String,
            kind: String,
        ): JsonObject = factories.single { it.text("identifier") == identifier && kind in it.getValue("kinds").toString() }
        val expected =
            mapOf(
                "source" to listOf("kafka", "upsert-kafka", "filesystem", "jdbc", "datagen", "faker", "riffle-sample"),
                "sink" to listOf("kafka", "upsert-kafka", "filesystem", "jdbc", "print", "blackhole"),
                "decoding" to
                    listOf(
                        "json",
                        "csv",
                        "raw",
                        "avro",
                        "avro-confluent",
                        "debezium-json",
                        "canal-json",
                        "maxwell-json",
                        "ogg-json",
                        "parquet",
                        "orc",
                        "protobuf",
                    ),
                "catalog" to listOf("jdbc"),
            )
        for ((kind, identifiers) in expected) {
            for (identifier in identifiers) {
                assertThat(of(identifier, kind).text("jar")).describedAs(identifier).isNotEmpty()
            }
        }
        val options = of("kafka", "source").list("options")
        val servers = options.single { it.text("key") == "properties.bootstrap.servers" }
        assertThat(servers.text("description")).contains("Kafka").doesNotContain("<")
        assertThat(options.map { it.text("required") }).isSortedAccordingTo(reverseOrder())
        assertThat(options.single { it.text("key") == "scan.startup.mode" }.text("value")).isEqualTo("group-offsets")
    }

    @Test
    fun `a jar is kept, used from the next start on, and deleted`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data).use {
            assertThat(it.put("further-1.0.jar", jar("a/B.class")).statusCode()).isEqualTo(204)
            assertThat(it.jars()).isEqualTo(mapOf("further-1.0.jar" to "afterRestart"))
        }
        WorkbenchProcess.start(data).use {
            assertThat(it.jars()).isEqualTo(mapOf("further-1.0.jar" to "loaded"))
            assertThat(it.put("further-1.0.jar", jar("a/B.class", "a/C.class")).statusCode()).isEqualTo(204)
            assertThat(it.jars()).isEqualTo(mapOf("further-1.0.jar" to "afterRestart"))
            assertThat(it.send("DELETE", "/api/connectors/further-1.0.jar", null).status).isEqualTo(204)
            assertThat(it.send("DELETE", "/api/connectors/further-1.0.jar", null).status).isEqualTo(404)
            assertThat(it.jars()).isEqualTo(mapOf("further-1.0.jar" to "untilRestart"))

            for (name in listOf("a.zip", ".jar", ".hidden.jar", "..%2Fa.jar", "a%2Fb.jar", "a%00.jar", "x".repeat(250) + ".jar")) {
                assertThat(it.put(name, jar("a/B.class")).statusCode()).describedAs(name).isIn(400, 404)
            }
            assertThat(it.put("a.jar", ByteArray(0)).body()).contains("This is no jar")
            assertThat(it.put("a.jar", jar("a/B.class").copyOf(50)).body()).contains("This is no jar, or not all of one")
            assertThat(it.put("a.jar", jar("readme.txt")).body()).contains("There are no classes in it.")
            assertThat(data.resolve("connectors").listDirectoryEntries().map { file -> file.name }).isEmpty()
        }
    }
}
