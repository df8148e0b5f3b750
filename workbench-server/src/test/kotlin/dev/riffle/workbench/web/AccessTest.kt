package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.net.Socket
import java.net.URI
import java.net.http.WebSocketHandshakeException
import java.nio.file.Path

/** Who gets in, from where, and what a page may do. */
class AccessTest {
    private val server = WorkbenchProcess.shared()
    private val bearer = "Bearer ${server.token}"

    /** The status of a request whose headers are sent as they are: Java's client forbids some. */
    private fun status(
        path: String,
        vararg headers: String,
    ): Int {
        val address = URI.create(server.origin)
        Socket(address.host, address.port).use { socket ->
            socket.soTimeout = 10_000
            val lines = listOf("GET $path HTTP/1.1", *headers, "Connection: close", "", "")
            socket.getOutputStream().write(lines.joinToString("\r\n").toByteArray())
            val first = socket.getInputStream().bufferedReader().readLine()
            return first.split(" ")[1].toInt()
        }
    }

    private val port get() = URI.create(server.origin).port

    @Test
    fun `without the token nothing is told`() {
        for (path in listOf("/api/server", "/api/notebooks", "/api/cluster", "/api/samples", "/api/results/x", "/api/live")) {
            assertThat(server.send("GET", path, null, emptyMap()).status).describedAs(path).isEqualTo(401)
            // 429 where many wrong ones came within a minute.
            assertThat(server.send("GET", path, null, mapOf("Authorization" to "Bearer wrong")).status).isIn(401, 429)
        }
        assertThat(server.send("POST", "/api/notebooks", "{}", emptyMap()).status).isEqualTo(401)
        assertThat(server.send("GET", "/api/health", null, emptyMap()).status).isEqualTo(200)
        assertThatThrownBy { server.socket(emptyMap()) }.hasCauseInstanceOf(WebSocketHandshakeException::class.java)
    }

    @Test
    fun `the first visit's token becomes a cookie that no script and no other site can use`() {
        val visit = server.send("GET", "/?token=${server.token}", null, emptyMap())
        assertThat(visit.status).isEqualTo(302)
        assertThat(visit.header("location")).isEqualTo("/")
        val cookie = visit.header("set-cookie")!!
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain(server.token)
        val pair = cookie.substringBefore(";")
        assertThat(server.send("GET", "/api/server", null, mapOf("Cookie" to pair)).status).isEqualTo(200)
        assertThat(server.send("GET", "/api/server", null, mapOf("Cookie" to pair.dropLast(1) + "x")).status).isEqualTo(401)
        server.socket(mapOf("Cookie" to pair)).use { assertThat(it.next("welcome").number("protocol")).isEqualTo(PROTOCOL.toLong()) }
    }

    @Test
    fun `a wrong token is refused, and guessing is slowed down`(
        @TempDir data: Path,
    ) {
        WorkbenchProcess.start(data, "--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true").use { own ->
            val guesses = (1..30).map { own.send("POST", "/api/login", """{"token":"guess-$it"}""", emptyMap()).status }
            assertThat(guesses.take(10)).containsOnly(401)
            assertThat(guesses.drop(10)).containsOnly(429)
            // However it comes; and whoever has the right one is held up by nobody's guesses.
            assertThat(own.send("GET", "/api/server", null, mapOf("Authorization" to "Bearer guess")).status).isEqualTo(429)
            assertThat(own.get("/api/server").status).isEqualTo(200)
            assertThat(own.send("POST", "/api/login", """{"token":"${own.token}"}""", emptyMap()).status).isEqualTo(200)
            assertThat(own.send("POST", "/api/login", """{"token":"guess"}""", emptyMap()).status).isEqualTo(429)
        }
    }

    @Test
    fun `a token file that is blank lets nobody in`(
        @TempDir folder: Path,
    ) {
        val file = folder.resolve("token")
        java.nio.file.Files
            .writeString(file, " \n")
        assertThat(Access.kept(file) { "made" }).isEqualTo("made")
        assertThat(Access.kept(file) { "made again" }).isEqualTo("made")
        assertThat(folder.toFile().list()).containsExactly("token")
        assertThatThrownBy { Access(" ", emptySet(), null, false) }.isInstanceOf(IllegalArgumentException::class.java)
    }

    @Test
    fun `a host name that is not ours is refused`() {
        assertThat(status("/api/server", "Host: 127.0.0.1:$port", "Authorization: $bearer")).isEqualTo(200)
        assertThat(status("/api/server", "Host: localhost:$port", "Authorization: $bearer")).isEqualTo(200)
        for (host in listOf("evil.example", "evil.example:$port", "127.0.0.1:1", "127.0.0.1.evil.example:$port", "localhost.", "")) {
            assertThat(status("/api/server", "Host: $host", "Authorization: $bearer")).describedAs(host).isEqualTo(403)
            assertThat(status("/", "Host: $host")).describedAs(host).isEqualTo(403)
        }
    }

    @Test
    fun `a request from another site's page is refused, on the socket too`() {
        val own = arrayOf("Host: 127.0.0.1:$port", "Authorization: $bearer")
        val upgrade =
            arrayOf("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
        assertThat(status("/api/server", *own, "Origin: http://127.0.0.1:$port")).isEqualTo(200)
        for (origin in listOf("http://evil.example", "http://127.0.0.1:1", "null", "https://127.0.0.1", "file://")) {
            assertThat(status("/api/server", *own, "Origin: $origin")).describedAs(origin).isEqualTo(403)
            assertThat(status("/api/live", *own, *upgrade, "Origin: $origin")).describedAs(origin).isEqualTo(403)
        }
    }

    @Test
    fun `the page may load nothing from elsewhere and run nothing inline`() {
        val page = server.send("GET", "/", null, emptyMap())
        assertThat(page.status).isEqualTo(200)
        val policy = page.header("content-security-policy")!!
        assertThat(policy).contains("default-src 'none'").contains("script-src 'self';").contains("frame-ancestors 'none'")
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff")
        assertThat(page.body).doesNotContain("<script>")
    }
}
