package dev.riffle.workbench.web

import java.io.IOException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.WebSocket
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.TimeUnit
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively
import kotlin.system.exitProcess

/**
 * One run of the whole at the end of the build, from a notebook to rows on a socket, in a data directory that is thrown
 * away: so that this process and those of its cluster write archives of the classes that they loaded, by which later
 * starts are quick (see [dev.riffle.sessions.cluster.ClassArchives]).
 */
@OptIn(ExperimentalPathApi::class)
fun main() {
    val data = createTempDirectory("riffle-rehearsal")
    Runtime.getRuntime().addShutdownHook(Thread { data.deleteRecursively() })
    System.setProperty("riffle.logs", data.resolve("logs").toString())
    try {
        Workbench(ServerConfig.load(listOf("--port=0", "--data=$data"), emptyMap())).use { workbench ->
            workbench.start()
            Rehearsal(URI.create(workbench.address())).run()
        }
    } catch (e: Exception) {
        e.printStackTrace()
        exitProcess(1)
    }
    exitProcess(0)
}

private class Rehearsal(
    page: URI,
) {
    private val authority = page.authority
    private val token = page.query.removePrefix("token=")
    private val http = HttpClient.newHttpClient()

    fun run() {
        val notebook = found(ID, send("POST", "/api/notebooks/import?title=Rehearsal", NOTEBOOK))
        send("POST", "/api/notebooks/$notebook/run", "{}")
        val until = System.nanoTime() + PATIENCE.toNanos()
        var views = emptyList<String>()
        while (views.size < QUERIES) {
            if (System.nanoTime() > until) {
                throw IOException("there were no results within $PATIENCE")
            }
            Thread.sleep(100)
            views = VIEW.findAll(send("GET", "/api/notebooks/$notebook/runs?wait=0", "")).map { it.groupValues[1] }.toList()
        }
        watch(notebook, views.last())
        send("POST", "/api/notebooks/$notebook/stop", "{}")
        send("GET", "/api/notebooks/$notebook/runs?wait=30", "")
    }

    private fun watch(
        notebook: String,
        view: String,
    ) {
        val deltas = Deltas()
        val socket =
            http
                .newWebSocketBuilder()
                .header("Authorization", "Bearer $token")
                .buildAsync(URI.create("ws://$authority/api/live"), deltas)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        socket.sendText("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""", true).join()
        socket.sendText("""{"type":"watch","view":"$view","seen":null}""", true).join()
        deltas.enough.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        socket.abort()
    }

    private fun send(
        method: String,
        path: String,
        body: String,
    ): String {
        val request =
            HttpRequest
                .newBuilder(URI.create("http://$authority$path"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer $token")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build()
        val answer = http.send(request, HttpResponse.BodyHandlers.ofString())
        if (answer.statusCode() >= 300) {
            throw IOException("$method $path was answered with ${answer.statusCode()}: ${answer.body()}")
        }
        return answer.body()
    }

    private fun found(
        pattern: Regex,
        text: String,
    ) = pattern.find(text)?.groupValues?.get(1) ?: throw IOException("no $pattern in $text")

    /** Waits until rows have changed a few times. */
    private class Deltas : WebSocket.Listener {
        val enough = CompletableFuture<Unit>()
        private var seen = 0

        override fun onText(
            socket: WebSocket,
            text: CharSequence,
            last: Boolean,
        ): CompletionStage<*>? {
            if (text.contains("\"delta\"") && ++seen == DELTAS) {
                enough.complete(Unit)
            }
            socket.request(1)
            return null
        }

        override fun onClose(
            socket: WebSocket,
            status: Int,
            reason: String,
        ): CompletionStage<*>? {
            enough.completeExceptionally(IOException("the socket was closed with $status: $reason"))
            return null
        }

        override fun onError(
            socket: WebSocket,
            error: Throwable,
        ) {
            enough.completeExceptionally(error)
        }
    }

    private companion object {
        val PATIENCE: Duration = Duration.ofMinutes(3)
        val ID = Regex("\"id\":\"([^\"]+)\"")
        val VIEW = Regex("\"view\":\"([^\"]+)\"")
        const val QUERIES = 3
        const val DELTAS = 10
        val NOTEBOOK =
            """
            ```sql
            CREATE TABLE events (k INT, v DOUBLE, name STRING, made AS LOCALTIMESTAMP, WATERMARK FOR made AS made)
              WITH ('connector' = 'datagen', 'rows-per-second' = '100')
            ```
            ```sql
            SELECT * FROM events WHERE k > 0
            ```
            ```sql
            SELECT MOD(k, 10) AS g, COUNT(*) AS n, AVG(v) AS mean, MAX(name) AS newest FROM events GROUP BY MOD(k, 10)
            ```
            ```sql
            SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(made), INTERVAL '1' SECOND))
              GROUP BY window_start, window_end
            ```
            """.trimIndent()
    }
}
