package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.ClusterState
import dev.riffle.sessions.cluster.SessionCluster
import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.storage.Database
import dev.riffle.workbench.web.wire.*
import io.ktor.http.ContentType
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.request.header
import io.ktor.server.request.path
import io.ktor.server.response.respond
import io.ktor.server.response.respondText
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Probes ask by whatever address they know, and learn nothing but a word. */
private val PROBES = setOf("/healthz", "/readyz")

val ApplicationCall.isProbe: Boolean get() = request.path() in PROBES

private val PROMETHEUS = ContentType.parse("text/plain; version=0.0.4; charset=utf-8")

/**
 * What those who run the server ask it.
 *
 * @param scraper the token by which metrics are read, beside administrators; null for none
 */
fun Route.operationRoutes(
    access: Access,
    database: Database,
    cluster: SessionCluster,
    metrics: Metrics,
    scraper: String?,
) {
    get("/healthz") { call.respond(HealthBody("ok")) }
    get("/readyz") {
        val stored = withContext(Dispatchers.IO) { database.answers() }
        val state = cluster.status().state()
        val isReady = stored && state == ClusterState.READY
        call.respond(
            if (isReady) HttpStatusCode.OK else HttpStatusCode.ServiceUnavailable,
            ReadinessBody(if (isReady) "ready" else "waiting", if (stored) "ok" else "failed", state.name.lowercase()),
        )
    }
    get("/metrics") {
        val offered =
            call.request
                .header(HttpHeaders.Authorization)
                ?.removePrefix("Bearer ")
                ?.trim()
        val isScraper = scraper != null && offered != null && Codes.same(offered, scraper)
        if (!isScraper) {
            val person = access.person(call) ?: throw HttpError(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "Sign in first.")
            if (!person.administrator()) throw HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "Only administrators may do this.")
        }
        call.respondText(withContext(Dispatchers.IO) { metrics.text() }, PROMETHEUS)
    }
}
