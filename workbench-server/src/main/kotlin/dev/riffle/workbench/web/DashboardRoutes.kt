package dev.riffle.workbench.web

import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.live.DashboardOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext

/** Dashboards over HTTP, see docs/http-api.md. */
fun Route.dashboardRoutes(dashboards: LiveDashboards) {
    get("/dashboards") {
        val trash = call.request.queryParameters["trash"] == "true"
        val search = call.request.queryParameters["search"] ?: ""
        val lines =
            withContext(Dispatchers.IO) { dashboards.list(search.take(200), trash) }.map {
                DashboardLine(
                    it.id().value(),
                    it.title(),
                    it.revision(),
                    it.createdAt().toString(),
                    it.updatedAt().toString(),
                    it.trashedAt()?.toString(),
                    it.tiles(),
                    it.keptRunning(),
                )
            }
        call.respond(DashboardListBody(lines))
    }
    post("/dashboards") {
        val body = call.body(NewDashboardBody.serializer())
        if (body.title.length > Dashboard.MOST_TITLE) {
            throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "A title has at most ${Dashboard.MOST_TITLE} characters.")
        }
        val created = withContext(Dispatchers.IO) { dashboards.create(body.title) }
        call.respond(HttpStatusCode.Created, created.toWire())
    }
    route("/dashboards/{id}") {
        get {
            val found = withContext(Dispatchers.IO) { dashboards.find(call.dashboardId()) }
            call.respond(found.orElseThrow { notFound("dashboard") }.toWire())
        }
        delete {
            val id = call.dashboardId()
            if (call.request.queryParameters["permanently"] == "true") {
                if (withContext(Dispatchers.IO) { dashboards.find(id) }.isEmpty) throw notFound("dashboard")
                if (!dashboards.delete(id).await()) {
                    throw HttpError(HttpStatusCode.Conflict, "INVALID", "Only a dashboard in the trash can be deleted for good.")
                }
            } else if (!dashboards.trash(id).await()) {
                throw notFound("dashboard")
            }
            call.respond(HttpStatusCode.NoContent, "")
        }
        post("/restore") {
            val restored = dashboards.restore(call.dashboardId()).await()
            call.respond(restored.orElseThrow { notFound("dashboard in the trash") }.toWire())
        }
        post("/duplicate") {
            val copy = withContext(Dispatchers.IO) { dashboards.duplicate(call.dashboardId()) }
            call.respond(HttpStatusCode.Created, copy.orElseThrow { notFound("dashboard") }.toWire())
        }
        post("/edits") {
            val body = call.body(DashboardEditBody.serializer())
            require(body.editId.length in 1..64) { "an edit's id has 1 to 64 characters" }
            when (val outcome = dashboards.edit(call.dashboardId(), body.editId, body.basedOn, body.edit.toCore()).await()) {
                is DashboardOutcome.Stored -> call.respond(RevisionBody(outcome.revision()))
                is DashboardOutcome.Refused -> throw refused(outcome.reason())
            }
        }
    }
}

private fun ApplicationCall.dashboardId() = DashboardId(parameters["id"]!!)
