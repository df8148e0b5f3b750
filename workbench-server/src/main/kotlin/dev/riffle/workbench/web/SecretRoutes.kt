package dev.riffle.workbench.web

import dev.riffle.sessions.session.Secrets
import dev.riffle.workbench.secret.SecretName
import dev.riffle.workbench.storage.SecretStore
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.put
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.time.Instant

/** Secrets over HTTP, see docs/http-api.md: no answer and no error has a value in it. */
fun Route.secretRoutes(secrets: SecretStore) {
    get("/secrets") {
        val lines = withContext(Dispatchers.IO) { secrets.list() }
        call.respond(SecretListBody(lines.map { SecretTimes(it.name().value(), it.createdAt().toString(), it.updatedAt().toString()) }))
    }
    route("/secrets/{name}") {
        put {
            val name = call.secretName()
            val value = call.secretValue()
            when (withContext(Dispatchers.IO) { secrets.put(name, value, Instant.now()) }) {
                SecretStore.Outcome.STORED -> {
                    call.respond(HttpStatusCode.NoContent, "")
                }

                SecretStore.Outcome.TOO_MANY -> {
                    throw HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "There are ${SecretStore.MOST_SECRETS} secrets already.")
                }
            }
        }
        delete {
            val name = call.secretName()
            if (!withContext(Dispatchers.IO) { secrets.delete(name) }) throw notFound("secret")
            call.respond(HttpStatusCode.NoContent, "")
        }
    }
}

private fun ApplicationCall.secretName() = SecretName(parameters["name"]!!)

/** What is wrong with a body is not quoted: a decoder's message may have the value in it. */
private suspend fun ApplicationCall.secretValue(): String {
    val value =
        try {
            body(SecretBody.serializer()).value
        } catch (_: IllegalArgumentException) {
            throw invalid("The body is {\"value\": \"…\"}.")
        }
    if (value.length !in Secrets.FEWEST_CHARACTERS..Secrets.MOST_CHARACTERS || value.isBlank()) {
        throw invalid("A secret has 4 to 10,000 characters, not all of them blank.")
    }
    return value
}
