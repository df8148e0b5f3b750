package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.web.wire.ClientMessage
import dev.riffle.workbench.web.wire.Request
import dev.riffle.workbench.web.wire.wireJson
import kotlinx.serialization.SealedClassSerializer
import kotlinx.serialization.descriptors.PolymorphicKind
import kotlinx.serialization.descriptors.elementNames
import kotlinx.serialization.json.jsonArray
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.net.http.WebSocketHandshakeException
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText

/**
 * Every route and every message, asked for by everybody: generated from the table of rules, so that a route or message
 * that has none fails here (and answers nobody).
 */
class AccessMatrixTest {
    private val server = PeopleFixture.server

    /** Whoever asks: the headers, and what they are in the right document. */
    private class Asker(
        val name: String,
        val headers: Map<String, String>,
        val role: Role?,
        val isKnown: Boolean = true,
        val isAdministrator: Boolean = false,
    )

    private enum class Expected { ANSWERED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND }

    private val askers: List<Asker> by lazy {
        val (notebook, dashboard) = right

        fun with(role: String) =
            PeopleFixture.join().also {
                PeopleFixture.give("notebooks", notebook, it, role)
                PeopleFixture.give("dashboards", dashboard, it, role)
            }
        val linkAddress = link(null)
        val passwordAddress = link("a password")
        val entered = server.send("POST", "/api/shared/$passwordAddress/enter", """{"password":"a password"}""", emptyMap())
        listOf(
            Asker("nobody", emptyMap(), null, isKnown = false),
            Asker("a made-up sign-in", mapOf("Cookie" to "riffle-account-$port=AAAA"), null, isKnown = false),
            Asker("a wrong token", mapOf("Authorization" to "Bearer ${"x".repeat(32)}"), null, isKnown = false),
            Asker("a link's address for a token", mapOf("Authorization" to "Bearer $linkAddress"), null, isKnown = false),
            Asker("a link's password given", mapOf("Cookie" to PeopleFixture.cookieOf(entered)), null, isKnown = false),
            Asker("a stranger with an account", PeopleFixture.join().headers, null),
            Asker("a viewer", with("viewer").headers, Role.VIEWER),
            Asker("an editor", with("editor").headers, Role.EDITOR),
            Asker("an owner", with("owner").headers, Role.OWNER),
            Asker("an administrator", PeopleFixture.join(administrator = true).headers, null, isAdministrator = true),
            Asker("the token's holder", mapOf("Authorization" to "Bearer ${server.token}"), null, isAdministrator = true),
        )
    }

    private val port get() = server.origin.substringAfterLast(":")

    private fun notebook() = server.post("/api/notebooks", """{"cells":[{"kind":"sql","id":"c1","text":"SELECT 1"}]}""").json.text("id")

    private fun dashboard() = server.post("/api/dashboards").json.text("id")

    /** Shared with all who have a role; and one that nobody has a role in. */
    private val right by lazy { notebook() to dashboard() }
    private val wrong by lazy { notebook() to dashboard() }

    private fun link(password: String?): String {
        val word = password?.let { "\"$it\"" } ?: "null"
        return server
            .post("/api/links", """{"kind":"notebook","id":"${right.first}","password":$word}""")
            .json
            .text("path")
            .removePrefix("/s/")
    }

    private fun expected(
        rule: AccessRule,
        asker: Asker,
        isRight: Boolean,
    ): Expected {
        val role = if (asker.isAdministrator) Role.OWNER else asker.role.takeIf { isRight }
        return when {
            rule == AccessRule.Anybody -> Expected.ANSWERED
            !asker.isKnown -> Expected.UNAUTHENTICATED
            rule == AccessRule.SignedIn -> Expected.ANSWERED
            rule == AccessRule.Administrator -> if (asker.isAdministrator) Expected.ANSWERED else Expected.FORBIDDEN
            role == null -> Expected.NOT_FOUND
            else -> if (role.includes(least(rule))) Expected.ANSWERED else Expected.FORBIDDEN
        }
    }

    private fun least(rule: AccessRule): Role =
        when (rule) {
            is AccessRule.OnDocument -> rule.role
            is AccessRule.OnNotebookOf -> rule.role
            is AccessRule.OnNamedDocument -> rule.role
            else -> throw IllegalArgumentException("$rule has no role")
        }

    /** What access came to: any other answer means that the request was let in. */
    private fun outcome(answer: WorkbenchProcess.Answer): Expected {
        val code = if (answer.status >= 400 && answer.body.startsWith("{")) answer.json.inner("error").text("code") else ""
        return when {
            answer.status == 401 && code == "UNAUTHENTICATED" -> Expected.UNAUTHENTICATED

            // Those with a wrong token are soon told that they tried too many.
            answer.status == 429 && "wrong tokens" in answer.body -> Expected.UNAUTHENTICATED

            answer.status == 403 && code == "FORBIDDEN" -> Expected.FORBIDDEN

            answer.status == 404 && code == "NOT_FOUND" -> Expected.NOT_FOUND

            else -> Expected.ANSWERED
        }
    }

    /** The address with its names filled in, for this asker alone where the request would change what others need. */
    private fun ask(
        route: String,
        rule: AccessRule,
        asker: Asker,
        isRight: Boolean,
    ): WorkbenchProcess.Answer {
        val (method, pattern) = route.split(" ")
        val (notebook, dashboard) = if (isRight) right else wrong
        val kind = (rule as? AccessRule.OnDocument)?.kind
        val document = if (kind == DocumentReference.Kind.DASHBOARD) dashboard else notebook
        var path =
            pattern
                .replace("{id}", document)
                .replace("{cell}", "c1")
                .replace("{link}", if (pattern.startsWith("/api/links")) linkOf(notebook) else "x")
                .replace("{name}", "matrix")
                .replace("{address}", "x.y")
                .replace("{...}", "nothing/here")
                .replace(Regex("\\{[a-zA-Z]+}"), "x")
        if (pattern == "/api/links" && method == "GET") {
            path += "?kind=notebook&id=$notebook"
        }
        // None of these bodies is right: who is let in is told so, and nothing is changed.
        val body =
            when {
                method == "GET" || method == "DELETE" -> null
                pattern == "/api/links" -> """{"kind":"notebook","id":"$notebook","password":""}"""
                else -> """{"not a field":1}"""
            }
        return server.send(method, path, body, asker.headers)
    }

    private fun linkOf(notebook: String): String = server.post("/api/links", """{"kind":"notebook","id":"$notebook"}""").json.text("id")

    /** Routes whose request has no body to be wrong, and which change something: they are tried on what is made for it. */
    private val changing = setOf("DELETE /api/notebooks/{id}", "DELETE /api/dashboards/{id}", "POST /api/sign-out")

    @TestFactory
    fun `every route answers whom it should, and nobody else`(): List<DynamicTest> =
        ROUTE_RULES
            .filterKeys { it !in changing && !it.endsWith("/live") }
            .flatMap { (route, rule) ->
                askers.flatMap { asker ->
                    listOf(true, false).map { isRight ->
                        dynamicTest("$route by ${asker.name}, ${if (isRight) "right" else "wrong"} document") {
                            val answer = ask(route, rule, asker, isRight)
                            val expected = expected(rule, asker, isRight)
                            // There are no runs and results here: whoever may see some is told that these are none.
                            val isNone = rule is AccessRule.OnNotebookOf || missing(route)
                            if (expected == Expected.ANSWERED && isNone) {
                                assertThat(outcome(answer)).isIn(Expected.ANSWERED, Expected.NOT_FOUND)
                            } else if (rule is AccessRule.OnNotebookOf && expected == Expected.FORBIDDEN) {
                                assertThat(outcome(answer)).isEqualTo(Expected.NOT_FOUND)
                            } else {
                                assertThat(outcome(answer)).describedAs(answer.body).isEqualTo(expected)
                            }
                        }
                    }
                }
            }

    /** Routes that are let in and then find nothing by the made-up name in their address. */
    private fun missing(route: String) =
        route == NO_ROUTE || "/openid" in route || Regex("\\{(account|signIn|invitation|name)}").containsMatchIn(route) ||
            route.endsWith("/restore")

    @TestFactory
    fun `what deletes is refused to all but owners`(): List<DynamicTest> =
        changing.filter { "{id}" in it }.flatMap { route ->
            val rule = ROUTE_RULES.getValue(route)
            askers.map { asker ->
                dynamicTest("$route by ${asker.name}") {
                    val isDashboard = "dashboards" in route
                    val kind = if (isDashboard) "dashboards" else "notebooks"
                    val made = if (isDashboard) dashboard() else notebook()
                    val id = asker.role?.let { role -> shareAlike(kind, made, asker, role) } ?: made
                    val answer = server.send("DELETE", "/api/$kind/$id", null, asker.headers)
                    assertThat(outcome(answer)).describedAs(answer.body).isEqualTo(expected(rule, asker, true))
                }
            }
        }

    private fun shareAlike(
        kind: String,
        document: String,
        asker: Asker,
        role: Role,
    ): String {
        val account = server.send("GET", "/api/me", null, asker.headers).json.text("account")
        val word = role.name.lowercase()
        assertThat(server.send("PUT", "/api/$kind/$document/people/$account", """{"role":"$word"}""").status).isEqualTo(204)
        return document
    }

    @TestFactory
    fun `every message is taken from whom it should, and from nobody else`(): List<DynamicTest> {
        val examples =
            Path.of("../docs/protocol/client").listDirectoryEntries("*.json").map { file ->
                file.fileName.toString() to wireJson.decodeFromString(ClientMessage.serializer(), file.readText())
            }
        // Those that get no answer tell and take nothing; what they show others is shown in the test below.
        return examples
            .filter { (_, message) ->
                ruleOf(message) is AccessRule.OnDocument && message is Request
            }.flatMap { (file, message) ->
                val rule = ruleOf(message) as AccessRule.OnDocument
                askers.filter { it.isKnown }.flatMap { asker ->
                    listOf(true, false).map { isRight ->
                        dynamicTest("$file by ${asker.name}, ${if (isRight) "right" else "wrong"} document") {
                            val (notebook, dashboard) = if (isRight) right else wrong
                            val text =
                                Path
                                    .of("../docs/protocol/client/$file")
                                    .readText()
                                    .replace(Regex("\"notebook\": \"[^\"]*\""), "\"notebook\": \"$notebook\"")
                                    .replace(Regex("\"dashboard\": \"[^\"]*\""), "\"dashboard\": \"$dashboard\"")
                                    .replace(Regex("\"request\": \\d+"), "\"request\": 77")
                            val expected = expected(rule, asker, isRight)
                            server.socket(asker.headers).use { socket ->
                                if (expected != Expected.NOT_FOUND) {
                                    socket.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
                                    socket.send("""{"type":"openDashboard","request":2,"dashboard":"$dashboard"}""")
                                    assertThat(listOf(socket.answer(1), socket.answer(2)).map { it.text("type") }).containsOnly("accepted")
                                }
                                socket.send(text)
                                val answer = socket.answer(77)
                                val code = if (answer.text("type") == "refused") answer.text("code") else ""
                                when (expected) {
                                    Expected.NOT_FOUND -> {
                                        assertThat(code).isEqualTo("${rule.kind}_GONE")
                                        assertThat(answer.text("message")).isEqualTo("There is no such ${rule.kind.name.lowercase()}.")
                                    }

                                    Expected.FORBIDDEN -> {
                                        assertThat(code).isEqualTo("FORBIDDEN")
                                    }

                                    else -> {
                                        assertThat(code).isNotIn("FORBIDDEN", "${rule.kind}_GONE")
                                    }
                                }
                            }
                        }
                    }
                }
            }
    }

    @Test
    fun `nobody is shown where somebody without a role says to be`() {
        val notebook = notebook()
        server.socket(mapOf("Authorization" to "Bearer ${server.token}")).use { there ->
            there.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
            there.answer(1)
            server.socket(PeopleFixture.join().headers).use { stranger ->
                stranger.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
                assertThat(stranger.answer(1).text("code")).isEqualTo("NOTEBOOK_GONE")
                stranger.send("""{"type":"whereabouts","notebook":"$notebook","cell":"c1","caret":null}""")
                stranger.send("""{"type":"ping"}""")
                stranger.next("pong")
                server.socket(mapOf("Authorization" to "Bearer ${server.token}")).use { second ->
                    second.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
                    for (socket in listOf(there, second)) {
                        val others = generateSequence { socket.next("people")["people"]!!.jsonArray }.first { it.isNotEmpty() }
                        assertThat(others).hasSize(1)
                    }
                }
            }
        }
    }

    @Test
    fun `a server whose routes are not those of the table does not start`() {
        requireRules(ROUTE_RULES.keys)
        assertThatThrownBy { requireRules(ROUTE_RULES.keys + "GET /api/planted") }.hasMessageContaining("GET /api/planted")
        assertThatThrownBy { requireRules(ROUTE_RULES.keys - "GET /api/me") }.hasMessageContaining("GET /api/me")
    }

    @OptIn(kotlinx.serialization.ExperimentalSerializationApi::class, kotlinx.serialization.InternalSerializationApi::class)
    @Test
    fun `there is an example of every message`() {
        val descriptor = ClientMessage.serializer().descriptor
        assertThat(descriptor.kind).isEqualTo(PolymorphicKind.SEALED)
        assertThat(ClientMessage.serializer()).isInstanceOf(SealedClassSerializer::class.java)
        val known = descriptor.getElementDescriptor(1).elementNames.toSet()
        val shown =
            Path.of("../docs/protocol/client").listDirectoryEntries("*.json").map {
                wireJson
                    .parseToJsonElement(it.readText())
                    .let { json -> (json as kotlinx.serialization.json.JsonObject).text("type") }
            }
        assertThat(shown.toSet()).isEqualTo(known)
    }

    @Test
    fun `nobody but those who are known gets a socket`() {
        for (asker in askers.filter { !it.isKnown }) {
            assertThatThrownBy {
                server.socket(
                    asker.headers,
                )
            }.describedAs(asker.name).hasCauseInstanceOf(WebSocketHandshakeException::class.java)
            assertThat(
                outcome(server.send("GET", "/api/live", null, asker.headers)),
            ).describedAs(asker.name).isEqualTo(Expected.UNAUTHENTICATED)
        }
    }
}
