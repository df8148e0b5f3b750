package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import java.net.http.WebSocketHandshakeException
import java.util.concurrent.TimeUnit

/** How people get an account, sign in and out, and what an open page is told when their access changes. */
class PeopleTest {
    private val server = PeopleFixture.server

    private fun signIn(
        login: String,
        password: String,
        headers: Map<String, String> = emptyMap(),
    ) = server.send("POST", "/api/sign-in", """{"login":"$login","password":"$password"}""", headers)

    private fun who(headers: Map<String, String>) = server.send("GET", "/api/me", null, headers)

    private fun closeCode(socket: SocketClient) = socket.closed.get(10, TimeUnit.SECONDS)

    private fun notebook() = server.post("/api/notebooks", """{"cells":[{"kind":"sql","id":"c1","text":"SELECT 1"}]}""").json.text("id")

    @Test
    fun `an invitation makes one account, as what it says`() {
        val address = PeopleFixture.invite().removePrefix("/join/")
        val body = """{"login":"once@riffle","name":"Once","password":"${PeopleFixture.PASSWORD}"}"""
        assertThat(server.send("GET", "/api/invited/$address", null, emptyMap()).json.text("name")).isEqualTo("Somebody")
        val joined = server.send("POST", "/api/invited/$address", body, emptyMap())
        assertThat(joined.status).isEqualTo(200)
        assertThat(joined.json["administrator"].toString()).isEqualTo("false")
        val again = server.send("POST", "/api/invited/$address", body.replace("once@", "twice@"), emptyMap())
        assertThat(again.status to again.json.inner("error").text("code")).isEqualTo(404 to "INVITATION_GONE")

        val other = PeopleFixture.invite().removePrefix("/join/")
        val taken = server.send("POST", "/api/invited/$other", body.replace("once@", "ONCE@"), emptyMap())
        assertThat(taken.status to taken.json.inner("error").text("code")).isEqualTo(409 to "LOGIN_TAKEN")
        val short = server.send("POST", "/api/invited/$other", """{"login":"short","name":"S","password":"123456789"}""", emptyMap())
        assertThat(short.status).isEqualTo(400)
        val altered = other.dropLast(2) + if (other.endsWith("AA")) "BB" else "AA"
        assertThat(server.send("POST", "/api/invited/$altered", body, emptyMap()).status).isEqualTo(404)
    }

    @Test
    fun `a withdrawn invitation makes none`() {
        val made = server.post("/api/invitations", """{"name":"Late"}""").json
        assertThat(server.send("DELETE", "/api/invitations/${made.text("id")}", null).status).isEqualTo(204)
        val address = made.text("path").removePrefix("/join/")
        assertThat(server.send("GET", "/api/invited/$address", null, emptyMap()).status).isEqualTo(404)
    }

    @Test
    fun `a wrong password and an unknown login get the same answer, and tries are few`() {
        val known = PeopleFixture.join()
        val wrong = signIn(known.login, "wrong password")
        val unknown = signIn("nobody-of-that-name", "wrong password")
        assertThat(wrong.status).isEqualTo(401)
        assertThat(unknown.status to unknown.body).isEqualTo(wrong.status to wrong.body)
        val tries = (1..12).map { signIn(known.login, "wrong password").status }
        assertThat(tries.last()).isEqualTo(429)
        // Not even the right one is tried then; others are not held up.
        assertThat(signIn(known.login, PeopleFixture.PASSWORD).status).isEqualTo(429)
        assertThat(signIn(PeopleFixture.join().login, PeopleFixture.PASSWORD).status).isEqualTo(200)
    }

    @Test
    fun `signing in is always by a new cookie, that no script and no other site can use`() {
        val person = PeopleFixture.join()
        val planted = person.cookie.substringBefore("=") + "=planted-by-somebody"
        val answer = signIn(person.login, PeopleFixture.PASSWORD, mapOf("Cookie" to planted))
        assertThat(answer.header("set-cookie")).contains("HttpOnly").contains("SameSite=Strict")
        assertThat(PeopleFixture.cookieOf(answer)).isNotEqualTo(planted).isNotEqualTo(person.cookie)
        assertThat(who(mapOf("Cookie" to planted)).status).isEqualTo(401)

        // Signing in over an older sign-in ends that one.
        val again = signIn(person.login, PeopleFixture.PASSWORD, person.headers)
        assertThat(who(person.headers).status).isEqualTo(401)
        assertThat(who(mapOf("Cookie" to PeopleFixture.cookieOf(again))).status).isEqualTo(200)
        val foreign = signIn(person.login, PeopleFixture.PASSWORD, mapOf("Origin" to "http://evil.example"))
        assertThat(foreign.status to foreign.header("set-cookie")).isEqualTo(403 to null)
    }

    @Test
    fun `a sign-in ends with its sockets, and only those`() {
        val person = PeopleFixture.join()
        val elsewhere = mapOf("Cookie" to PeopleFixture.cookieOf(signIn(person.login, PeopleFixture.PASSWORD)))
        server.socket(person.headers).use { here ->
            server.socket(elsewhere).use { there ->
                here.next("welcome")
                there.next("welcome")
                assertThat(server.send("POST", "/api/sign-out", "{}", person.headers).status).isEqualTo(200)
                assertThat(closeCode(here)).isEqualTo(4401)
                assertThat(who(person.headers).status).isEqualTo(401)
                assertThatThrownBy { server.socket(person.headers) }.hasCauseInstanceOf(WebSocketHandshakeException::class.java)
                there.send("""{"type":"ping"}""")
                there.next("pong")

                // A new password ends all others; the browser that set it goes on.
                val own = mapOf("Cookie" to PeopleFixture.cookieOf(signIn(person.login, PeopleFixture.PASSWORD)))
                val change = """{"password":"${PeopleFixture.PASSWORD}","newPassword":"another password"}"""
                val wrong = change.replace(PeopleFixture.PASSWORD, "not the password")
                assertThat(server.send("PUT", "/api/me/password", wrong, own).status).isEqualTo(401)
                val changed = server.send("PUT", "/api/me/password", change, own)
                assertThat(changed.status).isEqualTo(200)
                assertThat(closeCode(there)).isEqualTo(4401)
                assertThat(who(own).status).isEqualTo(401)
                assertThat(who(mapOf("Cookie" to PeopleFixture.cookieOf(changed))).status).isEqualTo(200)
            }
        }
        assertThat(signIn(person.login, PeopleFixture.PASSWORD).status).isEqualTo(401)
        assertThat(signIn(person.login, "another password").status).isEqualTo(200)
    }

    @Test
    fun `whoever is disabled is out at once, and in again when let in`() {
        val person = PeopleFixture.join()
        server.socket(person.headers).use { socket ->
            socket.next("welcome")
            val out = server.send("PUT", "/api/accounts/${person.id}", """{"administrator":false,"disabled":true}""")
            assertThat(out.status).isEqualTo(200)
            assertThat(closeCode(socket)).isEqualTo(4401)
        }
        assertThat(signIn(person.login, PeopleFixture.PASSWORD).status).isEqualTo(401)
        server.send("PUT", "/api/accounts/${person.id}", """{"administrator":false,"disabled":false}""")
        assertThat(signIn(person.login, PeopleFixture.PASSWORD).status).isEqualTo(200)
    }

    @Test
    fun `an administrator can't lock out the last one who is there`() {
        val person = PeopleFixture.join(administrator = true)
        for (access in listOf("""{"administrator":false,"disabled":false}""", """{"administrator":true,"disabled":true}""")) {
            assertThat(server.send("PUT", "/api/accounts/${person.id}", access, person.headers).status).isEqualTo(409)
        }
    }

    @Test
    fun `an open page is told of another role, and of having none`() {
        val notebook = notebook()
        val person = PeopleFixture.join()
        PeopleFixture.give("notebooks", notebook, person, "viewer")
        server.socket(person.headers).use { socket ->
            socket.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
            assertThat(socket.next("notebook").text("role")).isEqualTo("viewer")

            fun run(request: Long) = socket.send("""{"type":"runCell","request":$request,"notebook":"$notebook","cell":"c1"}""")
            run(2)
            assertThat(socket.answer(2).text("code")).isEqualTo("FORBIDDEN")

            PeopleFixture.give("notebooks", notebook, person, "editor")
            assertThat(socket.next("role").text("role")).isEqualTo("editor")
            run(3)
            assertThat(socket.answer(3).text("type")).isEqualTo("accepted")

            assertThat(server.send("DELETE", "/api/notebooks/$notebook/people/${person.id}", null).status).isEqualTo(204)
            assertThat(socket.next("notebookGone").text("notebook")).isEqualTo(notebook)
            run(4)
            assertThat(socket.answer(4).text("code")).isEqualTo("NOTEBOOK_GONE")
        }
    }

    @Test
    fun `a list shows what one may see`() {
        val own = PeopleFixture.join()
        val made = server.send("POST", "/api/notebooks", """{"title":"Mine"}""", own.headers).json.text("id")
        val other = notebook()

        fun listed(person: PeopleFixture.Someone) = server.send("GET", "/api/notebooks", null, person.headers).body
        assertThat(listed(own)).contains(made).doesNotContain(other)
        assertThat(listed(PeopleFixture.join())).doesNotContain(made)
        assertThat(server.get("/api/notebooks").body).contains(made, other)
        // Somebody must own it.
        val alone = server.send("DELETE", "/api/notebooks/$made/people/${own.id}", null, own.headers)
        assertThat(alone.status to alone.json.inner("error").text("code")).isEqualTo(409 to "LAST_OWNER")
    }

    @Test
    fun `what can't run without a role in its notebook can't run through a dashboard`() {
        val notebook = notebook()
        val person = PeopleFixture.join()
        val dashboard = server.send("POST", "/api/dashboards", "{}", person.headers).json.text("id")
        val tile =
            """{"id":"t","x":0,"y":0,"width":4,"height":4,"title":null,"description":"",""" +
                """"content":{"kind":"cell","notebook":"$notebook","cell":"c1"}}"""
        val edit = """{"editId":"e1","basedOn":0,"edit":{"kind":"addTile","tile":$tile}}"""
        val refused = server.send("POST", "/api/dashboards/$dashboard/edits", edit, person.headers)
        assertThat(refused.status).describedAs(refused.body).isIn(403, 404)
        PeopleFixture.give("notebooks", notebook, person, "viewer")
        val pinned = server.send("POST", "/api/dashboards/$dashboard/edits", edit, person.headers)
        assertThat(pinned.status).describedAs(pinned.body).isEqualTo(200)
        server.socket(person.headers).use { socket ->
            socket.send("""{"type":"openDashboard","request":1,"dashboard":"$dashboard"}""")
            assertThat(socket.answer(1).text("type")).isEqualTo("accepted")
            socket.send("""{"type":"runDashboard","request":2,"dashboard":"$dashboard","tile":null}""")
            assertThat(socket.answer(2).text("code")).isEqualTo("FORBIDDEN")
        }
    }
}
