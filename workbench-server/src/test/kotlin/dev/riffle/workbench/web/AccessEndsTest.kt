package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test
import java.net.Socket
import java.net.URI
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Duration
import java.util.concurrent.TimeUnit

/** What was begun while somebody might do it, and goes on when they may not any more; and what many wrong tries can't do. */
class AccessEndsTest {
    private val server = PeopleFixture.server

    private fun notebook() = server.post("/api/notebooks", """{"cells":[{"kind":"sql","id":"c1","text":"SELECT 1"}]}""").json.text("id")

    private fun title(notebook: String) =
        server
            .get("/api/notebooks/$notebook")
            .json
            .inner("notebook")
            .text("title")

    /** A request of which the last byte comes only after something has happened. */
    private fun statusOfSlow(
        path: String,
        body: String,
        cookie: String,
        meanwhile: () -> Unit,
    ): Int {
        val address = URI.create(server.origin)
        Socket(address.host, address.port).use { socket ->
            socket.soTimeout = 20_000
            val head =
                listOf(
                    "POST $path HTTP/1.1",
                    "Host: ${address.authority}",
                    "Cookie: $cookie",
                    "Content-Type: application/json",
                    "Content-Length: ${body.length}",
                    "Connection: close",
                    "",
                    "",
                ).joinToString("\r\n")
            socket.getOutputStream().write((head + body.dropLast(1)).toByteArray())
            socket.getOutputStream().flush()
            // The rule was asked for the first time once another request that came later is answered.
            server.send("GET", "/api/me", null, mapOf("Cookie" to cookie))
            meanwhile()
            socket.getOutputStream().write(body.takeLast(1).toByteArray())
            return socket
                .getInputStream()
                .bufferedReader()
                .readLine()
                .split(" ")[1]
                .toInt()
        }
    }

    @Test
    fun `a body that comes slowly is worth nothing when its sender's role or sign-in has ended meanwhile`() {
        val notebook = notebook()
        val before = title(notebook)
        val edit = """{"editId":"slow","basedOn":1,"edit":{"kind":"setTitle","title":"Slow"}}"""
        val path = "/api/notebooks/$notebook/edits"
        val editor = PeopleFixture.join().also { PeopleFixture.give("notebooks", notebook, it, "editor") }
        val without =
            statusOfSlow(path, edit, editor.cookie) {
                assertThat(server.send("DELETE", "/api/notebooks/$notebook/people/${editor.id}", null).status).isEqualTo(204)
            }
        assertThat(without).isEqualTo(404)

        val other = PeopleFixture.join().also { PeopleFixture.give("notebooks", notebook, it, "editor") }
        val demoted = statusOfSlow(path, edit, other.cookie) { PeopleFixture.give("notebooks", notebook, other, "viewer") }
        assertThat(demoted).isEqualTo(403)
        PeopleFixture.give("notebooks", notebook, other, "editor")
        val out = statusOfSlow(path, edit, other.cookie) { server.send("POST", "/api/sign-out", "{}", other.headers) }
        assertThat(out).isEqualTo(401)
        assertThat(title(notebook)).isEqualTo(before)
    }

    @Test
    fun `a page that does not close when it is told to is heard no more, and is cut off`() {
        val notebook = notebook()
        val before = title(notebook)
        val editor = PeopleFixture.join().also { PeopleFixture.give("notebooks", notebook, it, "editor") }
        SocketClient.open(server, editor.headers, answersClose = false).use { socket ->
            socket.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
            socket.answer(1)
            server.send("POST", "/api/sign-out", "{}", editor.headers)
            assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4401)
            val edit = """{"kind":"setTitle","title":"Too late"}"""
            socket.send("""{"type":"edit","request":2,"notebook":"$notebook","editId":"late","basedOn":1,"edit":$edit}""")
            await().atMost(Duration.ofSeconds(15)).untilAsserted {
                assertThatThrownBy { socket.send("""{"type":"ping"}""") }.isInstanceOf(Exception::class.java)
            }
        }
        assertThat(title(notebook)).isEqualTo(before)
    }

    @Test
    fun `many who sign in at once are turned away, and hold up nobody else`() {
        val tries =
            (1..150).map { i ->
                val request =
                    HttpRequest
                        .newBuilder(URI.create("${server.origin}/api/sign-in"))
                        .POST(HttpRequest.BodyPublishers.ofString("""{"login":"made-up-$i","password":"wrong password"}"""))
                        .build()
                server.client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            }
        assertThat(server.get("/api/notebooks").status).isEqualTo(200)
        val answers = tries.map { it.get(60, TimeUnit.SECONDS).statusCode() }
        assertThat(answers).contains(401, 429).containsOnly(401, 429)
    }

    @Test
    fun `whoever is not known sends a little, and is not let send more`() {
        val much = """{"login":"${"x".repeat(17 shl 10)}","password":"p"}"""
        assertThat(server.send("POST", "/api/sign-in", much, emptyMap()).status).isEqualTo(413)
        assertThat(server.send("POST", "/api/login", """{"token":"${"x".repeat(17 shl 10)}"}""", emptyMap()).status).isEqualTo(413)
        val cells = """{"cells":[{"kind":"sql","text":"${"x".repeat(17 shl 10)}"}]}"""
        assertThat(server.send("POST", "/api/notebooks", cells, PeopleFixture.join().headers).status).isEqualTo(201)
    }

    @Test
    fun `signing in to an account takes the token's rights from the browser`() {
        val visit = server.send("GET", "/?token=${server.token}", null, emptyMap())
        val token = visit.header("set-cookie")!!.substringBefore(";")
        val person = PeopleFixture.join()
        val answer =
            server.send(
                "POST",
                "/api/sign-in",
                """{"login":"${person.login}","password":"${PeopleFixture.PASSWORD}"}""",
                mapOf("Cookie" to token),
            )
        val taken = answer.headers.getValue("set-cookie").filter { it.startsWith(token.substringBefore("=") + "=") }
        assertThat(taken).hasSize(1)
        assertThat(taken.single()).startsWith(token.substringBefore("=") + "=;").contains("Max-Age=0")
    }

    private fun keepRunning(
        notebook: String,
        owner: PeopleFixture.Someone,
    ): String {
        val dashboard = server.send("POST", "/api/dashboards", "{}", owner.headers).json.text("id")
        val tile =
            """{"id":"t","x":0,"y":0,"width":4,"height":4,"title":null,"description":"",""" +
                """"content":{"kind":"cell","notebook":"$notebook","cell":"c1"}}"""
        for ((id, edit) in listOf(
            "pin" to """{"kind":"addTile","tile":$tile}""",
            "keep" to """{"kind":"setKeptRunning","keptRunning":true}""",
        )) {
            val body = """{"editId":"$id","basedOn":9,"edit":$edit}"""
            val stored = server.send("POST", "/api/dashboards/$dashboard/edits", body, owner.headers)
            assertThat(stored.status).describedAs(stored.body).isEqualTo(200)
        }
        return dashboard
    }

    private fun runs(notebook: String) = server.get("/api/notebooks/$notebook/runs").json.list("runs")

    @Test
    fun `what a dashboard kept running runs again out of the trash where whoever restores it may run it, and only there`() {
        val notebook = notebook()
        val owner = PeopleFixture.join().also { PeopleFixture.give("notebooks", notebook, it, "editor") }
        val dashboard = keepRunning(notebook, owner)
        await().until { runs(notebook).isNotEmpty() }
        val first = runs(notebook).single().text("id")

        fun throughTheTrash(): String {
            assertThat(server.send("DELETE", "/api/dashboards/$dashboard", null, owner.headers).status).isEqualTo(204)
            server.post("/api/notebooks/$notebook/stop")
            await().until { runs(notebook).single().text("state") == "stopped" }
            return server.send("POST", "/api/dashboards/$dashboard/restore", "{}", owner.headers).json.text("keptRunning")
        }
        assertThat(throughTheTrash()).isEqualTo("true")
        await().until { runs(notebook).single().text("id") != first }
        val second = runs(notebook).single().text("id")

        PeopleFixture.give("notebooks", notebook, owner, "viewer")
        assertThat(throughTheTrash()).isEqualTo("false")
        server.get("/api/dashboards/$dashboard")
        assertThat(runs(notebook).single().text("id")).isEqualTo(second)
        assertThat(server.get("/api/dashboards/$dashboard").json.text("keptRunning")).isEqualTo("false")
    }
}
