package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardEdit
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.file.DocumentFiles
import dev.riffle.workbench.live.DashboardOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.notebook.NotebookId
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
fun Route.dashboardRoutes(
    dashboards: LiveDashboards,
    files: DocumentFiles,
    roles: Roles,
) {
    get("/dashboards") {
        val trash = call.request.queryParameters["trash"] == "true"
        val search = call.request.queryParameters["search"] ?: ""
        val lines =
            withContext(Dispatchers.IO) { dashboards.list(search.take(200), trash, call.person.sees()) }.map {
                DashboardLine(
                    it.id().value(),
                    it.title(),
                    it.revision(),
                    it.createdAt().toString(),
                    it.updatedAt().toString(),
                    it.trashedAt()?.toString(),
                    it.tiles(),
                    it.keptRunning(),
                    call.roleIn(roles, documentOf(it.id())),
                )
            }
        call.respond(DashboardListBody(lines))
    }
    post("/dashboards") {
        val body = call.body(NewDashboardBody.serializer())
        if (body.title.length > Dashboard.MOST_TITLE) {
            throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "A title has at most ${Dashboard.MOST_TITLE} characters.")
        }
        val created =
            withContext(Dispatchers.IO) {
                dashboards.create(call.author, body.title).also { roles.own(call.person, documentOf(it.id())) }
            }
        call.respond(HttpStatusCode.Created, created.toWire())
    }
    post("/dashboards/import") {
        val text = String(call.bytes(MOST_IMPORT_BYTES), Charsets.UTF_8)
        val made = withContext(Dispatchers.IO) { files.readDashboards(call.person, text) }
        call.respond(HttpStatusCode.Created, ImportedDashboardsBody(made.dashboards().map { it.toWire() }, made.warnings()))
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
                withContext(Dispatchers.IO) { roles.forget(documentOf(id)) }
            } else if (!dashboards.trash(id).await()) {
                throw notFound("dashboard")
            }
            call.respond(HttpStatusCode.NoContent, "")
        }
        post("/restore") {
            val restored = dashboards.restore(call.dashboardId()) { roles.allowsRunning(call.person, it, null) }.await()
            call.respond(restored.orElseThrow { notFound("dashboard in the trash") }.toWire())
        }
        post("/duplicate") {
            val original = withContext(Dispatchers.IO) { dashboards.find(call.dashboardId()) }.orElseThrow { notFound("dashboard") }
            // A copy goes on to show what it shows: so its owner must be allowed to see that by themselves.
            roles.requireNotebooks(call.person, original.notebooks(), Role.VIEWER)
            val copy =
                withContext(
                    Dispatchers.IO,
                ) { dashboards.duplicate(call.author, original.id()) }.orElseThrow { notFound("dashboard") }
            roles.own(call.person, documentOf(copy.id()))
            call.respond(HttpStatusCode.Created, copy.toWire())
        }
        get("/export") {
            val dashboard = withContext(Dispatchers.IO) { dashboards.find(call.dashboardId()) }.orElseThrow { notFound("dashboard") }
            call.respondFile(dashboard.title(), "dashboard", withContext(Dispatchers.IO) { files.write(call.person, dashboard) })
        }
        post("/edits") {
            val body = call.body(DashboardEditBody.serializer())
            require(body.editId.length in 1..64) { "an edit's id has 1 to 64 characters" }
            val edit = body.edit.toCore()
            val before = withContext(Dispatchers.IO) { dashboards.find(call.dashboardId()) }.orElseThrow { notFound("dashboard") }
            roles.requireFor(call.person, edit, before)
            val stored =
                dashboards.edit(call.author, before.id(), body.editId, body.basedOn, edit) {
                    call.askAgain()
                    roles.allowsFor(call.person, edit, it)
                }
            when (val outcome = stored.await()) {
                is DashboardOutcome.Stored -> call.respond(RevisionBody(outcome.revision()))
                is DashboardOutcome.Refused -> throw refused(outcome.reason())
            }
        }
    }
}

internal fun ApplicationCall.dashboardId() = DashboardId(parameters["id"]!!)

internal fun documentOf(id: DashboardId): DocumentReference = DocumentReference.of(id)

internal fun Dashboard.notebooks(): Set<NotebookId> = references().map { it.notebook() }.toSet()

/** What a dashboard makes others see or runs, its editor must be allowed to see and run. */
internal fun Roles.requireFor(
    person: Person,
    edit: DashboardEdit,
    before: Dashboard,
) {
    val added = (LiveDashboards.references(edit) - before.references()).map { it.notebook() }.toSet()
    requireNotebooks(person, added, if (before.keptRunning()) Role.EDITOR else Role.VIEWER)
    if (edit is DashboardEdit.SetKeptRunning && edit.keptRunning()) {
        requireNotebooks(person, before.notebooks(), Role.EDITOR)
    }
}

/** Asked when it is the edit's turn: the dashboard may be another by then, and so may be what this person may do. */
internal fun Roles.allowsFor(
    person: Person,
    edit: DashboardEdit,
    now: Dashboard,
) = isAllowed {
    require(person, documentOf(now.id()), Role.EDITOR)
    requireFor(person, edit, now)
}

/** @param tile null for all that it shows */
internal fun Roles.requireRunning(
    person: Person,
    dashboard: Dashboard,
    tile: String?,
) {
    val tiles = dashboard.tiles().filter { tile == null || it.id().value() == tile }
    val references = tiles.mapNotNull { it.content().reference().orElse(null) }
    requireNotebooks(person, references.map { it.notebook() }.toSet(), Role.EDITOR)
}

/** As [requireRunning], when it comes to running. */
internal fun Roles.allowsRunning(
    person: Person,
    dashboard: Dashboard,
    tile: String?,
) = isAllowed {
    require(person, documentOf(dashboard.id()), Role.EDITOR)
    requireRunning(person, dashboard, tile)
}

internal fun isAllowed(demand: () -> Unit) =
    try {
        demand()
        true
    } catch (_: HttpError) {
        false
    }

internal fun Roles.requireNotebooks(
    person: Person,
    notebooks: Set<NotebookId>,
    role: Role,
) {
    if (notebooks.any { !allows(person, documentOf(it), role) }) {
        val what = if (role == Role.VIEWER) "see" else "run"
        throw HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "It shows queries of a notebook that you may not $what: ask its owner.")
    }
}
