package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.util.concurrent.TimeUnit

/** What docs/protocol.md promises about edits, on real sockets. */
class LiveProtocolTest {
    private val server = WorkbenchProcess.shared()

    @Test
    fun `all sockets see all edits in the order of their revisions, and every request has one answer`() {
        val notebook = server.post("/api/notebooks", """{"title":"Two tabs"}""").json.text("id")
        val sockets = List(2) { server.socket() }
        val first =
            sockets.map { socket ->
                socket.send("""{"type":"openNotebook","request":1,"notebook":"$notebook"}""")
                socket.next("notebook").inner("notebook").number("revision")
            }
        val edits = 60
        val senders =
            sockets.mapIndexed { tab, socket ->
                Thread {
                    for (i in 0 until edits) {
                        val edit =
                            if (i % 3 == 0) {
                                """{"kind":"setTitle","title":"$tab $i"}"""
                            } else {
                                """{"kind":"insertCell","cell":{"id":"c-$tab-$i","kind":"sql","collapsed":false,"text":"","textVersion":0},"after":null}"""
                            }
                        socket.send(
                            """{"type":"edit","request":${i + 2},"notebook":"$notebook","editId":"$tab-$i","basedOn":${first[tab]},"edit":$edit}""",
                        )
                    }
                }.also { it.start() }
            }
        senders.forEach { it.join() }
        val answers = sockets.map { socket -> until(socket) { it.count(::isAnswer) == edits + 1 } }
        // Whatever else there was to tell, a second answer included, comes before this.
        sockets.forEach { it.send("""{"type":"ping"}""") }
        val told = sockets.mapIndexed { tab, socket -> answers[tab] + until(socket) { it.any { last -> last.text("type") == "pong" } } }
        val revisions = told.map { messages -> messages.filter { it.text("type") == "edited" }.map { it.number("revision") } }
        assertThat(revisions[0]).isEqualTo(revisions[1]).isEqualTo((first[0] + 1..revisions[0].last()).toList())
        for (messages in told) {
            val answered = messages.filter(::isAnswer).map { it.number("request") }
            assertThat(answered).containsExactlyInAnyOrderElementsOf((1L..edits + 1).toList())
        }
        sockets.forEach { it.close() }
    }

    @Test
    fun `whoever has a notebook open is told who else has, where they are, and when they left`() {
        val notebook = server.post("/api/notebooks", """{"title":"People"}""").json.text("id")
        val open = """{"type":"openNotebook","request":1,"notebook":"$notebook"}"""
        server.socket().use { watcher ->
            watcher.send(open)
            server.socket().use { outsider ->
                // Not open there: it means nothing.
                outsider.send("""{"type":"whereabouts","notebook":"$notebook","cell":"c","caret":null}""")
                server.socket().use { other ->
                    other.send(open)
                    other.send("""{"type":"whereabouts","notebook":"$notebook","cell":"c","caret":{"version":2,"anchor":4,"head":1}}""")
                    val person = people(watcher) { it.isNotEmpty() && it[0]["cell"].toString() == "\"c\"" }.single()
                    assertThat(person["name"].toString()).isEqualTo("null")
                    assertThat(person["caret"].toString()).isEqualTo("""{"version":2,"anchor":4,"head":1}""")
                }
                assertThat(people(watcher) { it.isEmpty() }).isEmpty()
            }
        }
    }

    private fun people(
        socket: SocketClient,
        until: (List<JsonObject>) -> Boolean,
    ): List<JsonObject> = generateSequence { socket.next("people").list("people") }.first(until)

    private fun isAnswer(message: JsonObject) = message.text("type") in setOf("accepted", "refused")

    private fun until(
        socket: SocketClient,
        enough: (List<JsonObject>) -> Boolean,
    ): List<JsonObject> {
        val messages = ArrayList<JsonObject>()
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (!enough(messages)) {
            check(System.nanoTime() < end) { "not all came: $messages" }
            socket.poll()?.let { messages += it }
        }
        return messages
    }
}
