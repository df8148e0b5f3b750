package dev.riffle.workbench.web

import dev.riffle.workbench.access.ShareLinks
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** How many share links there may be, and what they show of what lies in the trash. */
class LinkBoundsTest {
    private val server = PeopleFixture.server

    private fun dashboard() = server.post("/api/dashboards").json.text("id")

    private fun link(dashboard: String) = server.post("/api/links", """{"kind":"dashboard","id":"$dashboard"}""")

    @Test
    fun `a dashboard has a hundred links, and room again when one is ended`() {
        val full = dashboard()
        val made = List(ShareLinks.MOST_OF_A_DOCUMENT) { link(full) }
        assertThat(made.map { it.status }).containsOnly(201)
        val refused = link(full)
        assertThat(refused.status to refused.json.inner("error").text("code")).isEqualTo(429 to "TOO_MANY")
        assertThat(refused.json.inner("error").text("message")).contains("100 links")
        assertThat(link(dashboard()).status).isEqualTo(201)
        assertThat(server.send("DELETE", "/api/links/${made[0].json.text("id")}", null).status).isEqualTo(204)
        assertThat(link(full).status).isEqualTo(201)
    }

    @Test
    fun `a link shows nothing of what is in the trash, and shows it again when it is restored`() {
        val dashboard = dashboard()
        val address = link(dashboard).json.text("path").removePrefix("/s/")

        fun asked() = server.send("GET", "/api/shared/$address", null, emptyMap())
        assertThat(asked().status).isEqualTo(200)
        SocketClient.open(server, emptyMap(), "/api/shared/$address/live").use { page ->
            page.send("""{"type":"openDashboard","request":1,"dashboard":"$dashboard"}""")
            page.next("dashboard")
            server.send("DELETE", "/api/dashboards/$dashboard", null)
            page.next("dashboardGone")
            assertThat(asked().status).isEqualTo(404)
            assertThat(asked().body).contains("LINK_GONE").doesNotContain(dashboard)
            server.post("/api/dashboards/$dashboard/restore")
            assertThat(asked().status).isEqualTo(200)
            page.send("""{"type":"openDashboard","request":2,"dashboard":"$dashboard"}""")
            page.next("dashboard")
        }
    }
}
