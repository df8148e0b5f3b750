package dev.riffle.workbench.web

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.SoftAssertions
import org.junit.jupiter.api.Test
import java.net.Socket
import java.net.SocketException
import java.net.URI
import java.nio.file.Path
import java.util.Random
import java.util.concurrent.TimeUnit
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText

/** What is not understood is answered so, and harms nothing. */
class MalformedRequestsTest {
    private val server = WorkbenchProcess.shared()
    private val random = Random(7)
    private val id =
        server
            .post("/api/notebooks", """{"title":"Untouched","cells":[{"kind":"sql","id":"c","text":"SELECT 1"}]}""")
            .json
            .text("id")
    private val before = server.get("/api/notebooks/$id").body

    private fun assertUntouched() {
        assertThat(server.get("/api/notebooks/$id").body).isEqualTo(before)
        assertThat(server.get("/api/health").status).isEqualTo(200)
    }

    @Test
    fun `120 malformed requests get a 4xx`() {
        val softly = SoftAssertions()
        val requests = requests()
        assertThat(requests).hasSizeGreaterThanOrEqualTo(120)
        for ((method, path, body) in requests) {
            val answer = server.send(method, path, body)
            val shown = "$method $path ${body?.take(80)}"
            softly.assertThat(answer.status).describedAs("%s → %s", shown, answer.body.take(200)).isBetween(400, 499)
            if (answer.status != 404 || path.startsWith("/api/")) {
                softly.assertThat(answer.body).describedAs(shown).contains("\"error\"")
            }
        }
        assertUntouched()
        softly.assertAll()
    }

    private fun requests(): List<Triple<String, String, String?>> {
        val deep = "[".repeat(20_000)
        val taking =
            listOf(
                Triple("POST", "/api/notebooks", """{"title":"t","cells":[{"kind":"sql","text":"x"}]}"""),
                Triple("POST", "/api/notebooks/$id/edits", """{"editId":"e","basedOn":1,"edit":{"kind":"setTitle","title":"t"}}"""),
                Triple("PUT", "/api/notebooks/$id/cells/c/text", """{"basedOn":0,"text":"t"}"""),
                Triple("POST", "/api/notebooks/$id/run", """{"cells":["c"]}"""),
                Triple("POST", "/api/notebooks/$id/stop", """{"cells":["c"]}"""),
                Triple("POST", "/api/login", """{"token":"t"}"""),
            )
        val all = mutableListOf<Triple<String, String, String?>>()
        for ((method, path, valid) in taking) {
            val bodies =
                listOf("[]", "null", "7", "\"x\"", "{", "}", "{\"", "\u0000", "<xml/>", deep, "{\"cells\":$deep", valid.dropLast(1)) +
                    mutations(Json.parseToJsonElement(valid).jsonObject).map { it.toString() }
            bodies.forEach { all += Triple(method, path, it) }
        }
        all += Triple("POST", "/api/notebooks", """{"title":"${"x".repeat(201)}"}""")
        all += Triple("POST", "/api/notebooks", """{"cells":[{"kind":"sql","text":"${"x".repeat(200_001)}"}]}""")
        all += Triple("POST", "/api/notebooks", "{\"title\":\"${"x".repeat(5 shl 20)}\"}")
        all += Triple("POST", "/api/notebooks/import", "x".repeat((4 shl 20) + 1))
        all += Triple("POST", "/api/notebooks", """{"cells":[{"kind":"sql","id":"a"},{"kind":"sql","id":"a"}]}""")
        all += Triple("POST", "/api/notebooks", """{"cells":[{"kind":"sql","id":"a b"}]}""")
        for (odd in listOf("nope", "..%2f..%2fetc", "%00", "%F0%28%8C%28", "x".repeat(65), "%20", "a%2Fb", "'%20OR%201=1")) {
            all += Triple("GET", "/api/notebooks/$odd", null)
            all += Triple("GET", "/api/runs/$odd", null)
            all += Triple("GET", "/api/results/$odd", null)
            all += Triple("POST", "/api/samples/$odd/open", "{}")
            all += Triple("POST", "/api/notebooks/$odd/run", "{}")
        }
        for (path in listOf("/api/notebooks/$id/runs?wait=-1", "/api/notebooks/$id/runs?wait=61", "/api/notebooks/$id/runs?wait=x")) {
            all += Triple("GET", path, null)
        }
        for ((method, path) in listOf(
            "PATCH" to "/api/notebooks",
            "PUT" to "/api/server",
            "DELETE" to "/api/notebooks",
            "GET" to "/api/login",
        )) {
            all += Triple(method, path, if (method == "GET") null else "{}")
        }
        all += Triple("GET", "/api/nothing/here", null)
        all += Triple("GET", "/assets/../../etc/passwd", null)
        all += Triple("GET", "/assets/none.js", null)
        return all
    }

    /** Each field gone, of another kind, or with a twin that nobody knows. */
    private fun mutations(valid: JsonObject): List<JsonObject> =
        listOf(JsonObject(valid + ("unknownField" to JsonPrimitive(1)))) +
            valid.keys.filter { it != "type" }.map { key -> JsonObject(valid + (key to otherKind(valid.getValue(key)))) }

    private fun otherKind(value: JsonElement): JsonElement =
        when {
            value is JsonNull -> JsonObject(mapOf("x" to JsonNull))
            value is JsonPrimitive && value.isString -> JsonArray(listOf(value))
            value is JsonPrimitive -> JsonPrimitive("text")
            else -> JsonPrimitive(true)
        }

    @Test
    fun `120 malformed messages get a refusal or end the socket, and nothing else`() {
        val examples =
            Path.of("../docs/protocol/client").listDirectoryEntries("*.json").sorted().map {
                Json.parseToJsonElement(it.readText()).jsonObject
            }
        val frames =
            examples.flatMap { example -> mutations(example).map { it.toString() } + cut(example.toString()) } +
                listOf(
                    "",
                    " ",
                    "null",
                    "[]",
                    "{}",
                    "7",
                    "{\"type\":null}",
                    "{\"type\":\"nope\"}",
                    "{\"type\":[\"ping\"]}",
                    "[".repeat(50_000),
                ) +
                listOf("[".repeat(20_000), "[[-1]]", "[9007199254740993]", "[[5,\"x\"]]", "[\"x\"]", "[[0]]", "[1e400]", "{}").map {
                    """{"type":"text","request":5,"notebook":"$id","cell":"c","version":0,"updates":[{"client":"x","changes":$it}]}"""
                }
        assertThat(frames).hasSizeGreaterThanOrEqualTo(120)
        val softly = SoftAssertions()
        for (frame in frames) {
            softly.assertThat(outcome(frame)).describedAs(frame.take(200)).isIn("4400", "refused", "1009")
        }
        // Where the server has closed before all is sent, the connection breaks, and the code may be lost with it.
        softly.assertThat(outcome("x".repeat(2 shl 20))).matches("1009|broken: .*")
        softly.assertThat(outcome(null)).isEqualTo("4400")
        assertUntouched()
        softly.assertAll()
    }

    private fun cut(text: String) = text.take(1 + random.nextInt(text.length - 1))

    /** How the server answers one message, on a socket of its own: its close code, or "refused". */
    private fun outcome(frame: String?): String {
        server.socket().use { socket ->
            socket.next("welcome")
            socket.send("""{"type":"openNotebook","request":1,"notebook":"$id"}""")
            socket.next("accepted")
            try {
                if (frame == null) socket.sendBinary(byteArrayOf(1, 2, 3)) else socket.send(frame)
            } catch (_: java.util.concurrent.ExecutionException) {
                // The server may close before all is sent.
            }
            val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10)
            while (System.nanoTime() < until) {
                if (socket.closed.isDone) {
                    return runCatching { socket.closed.get().toString() }.getOrElse { "broken: $it" }
                }
                val message = socket.poll() ?: continue
                if (message.text("type") in setOf("refused", "accepted", "pong")) {
                    return message.text("type")
                }
            }
            return "nothing"
        }
    }

    @Test
    fun `requests that are no HTTP end quickly`() {
        val address = URI.create(server.origin)
        val raw =
            listOf(
                "\r\n\r\n\r\n\r\nNONSENSE\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: ${address.authority}\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: ${address.authority}\r\nX: ${"x".repeat(100_000)}\r\n\r\n",
                "GET /${"x".repeat(100_000)} HTTP/1.1\r\nHost: ${address.authority}\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: ${address.authority}\r\nHost: evil.example\r\n\r\n",
                "POST /api/notebooks HTTP/1.1\r\nHost: ${address.authority}\r\nAuthorization: Bearer ${server.token}\r\n" +
                    "Content-Length: -5\r\n\r\n",
                "POST /api/notebooks HTTP/1.1\r\nHost: ${address.authority}\r\nAuthorization: Bearer ${server.token}\r\n" +
                    "Transfer-Encoding: chunked\r\n\r\nZZ\r\nnope\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
            )
        val softly = SoftAssertions()
        for (request in raw) {
            Socket(address.host, address.port).use { socket ->
                socket.soTimeout = 10_000
                val line =
                    try {
                        socket.getOutputStream().write(request.toByteArray(Charsets.ISO_8859_1))
                        socket.shutdownOutput()
                        socket.getInputStream().bufferedReader().readLine() ?: "closed"
                    } catch (_: SocketException) {
                        "closed"
                    }
                softly.assertThat(line).describedAs(request.take(60)).matches("closed|HTTP/\\d\\.\\d 4\\d\\d.*")
            }
        }
        assertUntouched()
        softly.assertAll()
    }
}
