package dev.riffle.workbench.web

import dev.riffle.sessions.session.Secrets
import dev.riffle.workbench.connect.kafka.KafkaPeek
import dev.riffle.workbench.connect.kafka.TableProposal
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.post
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.withContext

/** Each opens connections and takes some seconds; more are refused. */
private const val MOST_AT_ONCE = 8

/** Looks at somebody's data, and proposes the statement that makes a table of it; see docs/http-api.md. */
fun Route.connectRoutes(secrets: Secrets) {
    val turns = Semaphore(MOST_AT_ONCE)

    suspend fun <T> inTurn(look: () -> T): T {
        if (!turns.tryAcquire()) {
            throw HttpError(
                HttpStatusCode.TooManyRequests,
                "TOO_MANY",
                "$MOST_AT_ONCE others look into Kafka just now: try again in a few seconds.",
            )
        }
        try {
            return withContext(Dispatchers.IO) { look() }
        } finally {
            turns.release()
        }
    }
    post("/notebooks/{id}/connect/kafka/topics") {
        val settings = call.body(KafkaSettingsBody.serializer()).toCore()
        val topics = inTurn { KafkaPeek(settings, secrets).topics() }
        call.respond(TopicListBody(topics.map { it.toWire() }))
    }
    post("/notebooks/{id}/connect/kafka/messages") {
        val body = call.body(KafkaTopicBody.serializer())
        val settings = body.settings.toCore()
        val answer =
            inTurn {
                val found = KafkaPeek(settings, secrets).messages(body.topic)
                val proposal = TableProposal.of(settings, body.topic, found.partitions(), found.messages(), body.registry)
                MessageListBody(found.messages().take(MOST_SHOWN).map { it.toWire() }, proposal.toWire())
            }
        call.respond(answer)
    }
}

private const val MOST_SHOWN = 20
