package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** Who may show what in a frame, on a real server. */
class EmbeddingTest {
    private val server = WorkbenchProcess.shared()
    private val nobody = emptyMap<String, String>()

    private fun dashboard() = server.post("/api/dashboards", """{"title":"Wall"}""").json.text("id")

    private fun link(
        dashboard: String,
        more: String,
    ) = server.post("/api/links", """{"kind":"dashboard","id":"$dashboard"$more}""")

    private fun address(link: JsonObject) = link.text("path").removePrefix("/s/")

    private fun ancestors(answer: WorkbenchProcess.Answer): String {
        // Of two policies the stricter would hold: there is one.
        val policy = answer.headers.getValue("content-security-policy").single()
        return policy.substringAfter("frame-ancestors").trim()
    }

    @Test
    fun `only the page for frames of a link that names sites can be framed, by them alone`() {
        val dashboard = dashboard()
        val sites = ""","origins":["https://Wiki.example.org/","http://localhost:8000"]"""
        val named = link(dashboard, sites)
        assertThat(named.status).isEqualTo(201)
        assertThat(named.json.getValue("origins").toString()).isEqualTo("""["https://wiki.example.org","http://localhost:8000"]""")
        val unnamed = link(dashboard, "").json
        val embedded = server.send("GET", "/e/${address(named.json)}?tile=x&theme=dark", null, nobody)
        assertThat(embedded.status).isEqualTo(200)
        assertThat(ancestors(embedded)).isEqualTo("https://wiki.example.org http://localhost:8000")
        assertThat(embedded.header("content-security-policy")).contains("script-src 'self'", "default-src 'none'")
        assertThat(embedded.header("x-content-type-options")).isEqualTo("nosniff")
        assertThat(embedded.header("set-cookie")).isNull()

        val unframed =
            listOf(
                "/",
                "/d/$dashboard",
                "/n/x",
                "/people",
                "/join/x.y",
                "/s/${address(named.json)}",
                "/s/${address(unnamed)}",
                "/e/${address(unnamed)}",
                "/e/${address(named.json)}x",
                "/e/x.y",
                "/e/",
                "/api/shared/${address(named.json)}",
                "/api/health",
                "/api/dashboards",
                "/favicon.svg",
                "/nothing",
            )
        for (path in unframed) {
            val answer = server.send("GET", path, null, nobody)
            assertThat(ancestors(answer)).describedAs(path).isEqualTo("'none'")
            if (path.startsWith("/e/")) {
                assertThat(answer.status).describedAs(path).isEqualTo(404)
            }
        }

        // The socket is asked for from the frame's own origin, never from that of the page around it.
        val live = "/api/shared/${address(named.json)}/live"
        SocketClient.open(server, mapOf("Origin" to server.origin), live).use { it.next("welcome") }
        for (site in listOf("https://wiki.example.org", "http://localhost:8000", "null")) {
            assertThatThrownBy { SocketClient.open(server, mapOf("Origin" to site), live) }.hasStackTraceContaining("403")
        }

        server.send("DELETE", "/api/links/${named.json.text("id")}", null)
        val ended = server.send("GET", "/e/${address(named.json)}", null, nobody)
        assertThat(ended.status).isEqualTo(404)
        assertThat(ancestors(ended)).isEqualTo("'none'")
    }

    @Test
    fun `sites that are none, too many, or beside a password are refused`() {
        val dashboard = dashboard()
        for (site in listOf("*", "https://*.example.org", "https://a.example/path", "https://a.example; script-src *")) {
            val answer = link(dashboard, ""","origins":["$site"]""")
            assertThat(answer.status).describedAs(site).isEqualTo(400)
            assertThat(answer.json.inner("error").text("message")).contains("is no address of a site")
        }
        val many = (0..10).joinToString(",") { "\"https://site-$it.example\"" }
        assertThat(link(dashboard, ""","origins":[$many]""").status).isEqualTo(400)
        val secret = link(dashboard, ""","origins":["https://a.example"],"password":"open sesame"""")
        assertThat(secret.status).isEqualTo(400)
        assertThat(secret.json.inner("error").text("message")).contains("password can't be embedded")
        assertThat(server.get("/api/links?kind=dashboard&id=$dashboard").json.list("links")).isEmpty()
    }
}
