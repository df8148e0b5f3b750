package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.live.DashboardOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.notebook.Rejection
import dev.riffle.workbench.storage.VersionStore
import dev.riffle.workbench.version.Thinning
import dev.riffle.workbench.version.Version
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.put
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext
import java.util.Optional

/** The history of notebooks and dashboards, see docs/http-api.md. */
fun Route.versionRoutes(
    versions: VersionStore,
    notebooks: LiveNotebooks,
    dashboards: LiveDashboards,
    roles: Roles,
    hasAccounts: Boolean,
) {
    route("/notebooks/{id}/versions") {
        get {
            val notebook = call.found("notebook") { notebooks.find(call.notebookId()) }
            call.respondVersions(versions, documentOf(notebook.id()), notebook.revision(), hasAccounts)
        }
        get("/{version}") {
            val number = call.version()
            call.respond(call.found("version") { notebooks.version(call.notebookId(), number) }.toWire())
        }
        put("/{version}/name") { call.nameVersion(versions, documentOf(call.notebookId())) }
        post("/{version}/restore") {
            val number = call.version()
            val basedOn = call.body(RestoreBody.serializer()).basedOn
            val outcome = call.opened(notebooks).restoreVersion(call.author, basedOn, number).await()
            call.respond(RevisionBody(stored(outcome)))
        }
    }
    route("/dashboards/{id}/versions") {
        get {
            val dashboard = call.found("dashboard") { dashboards.find(call.dashboardId()) }
            call.respondVersions(versions, documentOf(dashboard.id()), dashboard.revision(), hasAccounts)
        }
        get("/{version}") {
            val number = call.version()
            call.respond(call.found("version") { dashboards.version(call.dashboardId(), number) }.toWire())
        }
        put("/{version}/name") { call.nameVersion(versions, documentOf(call.dashboardId())) }
        post("/{version}/restore") {
            val number = call.version()
            val basedOn = call.body(RestoreBody.serializer()).basedOn
            val before = call.found("dashboard") { dashboards.find(call.dashboardId()) }
            val then =
                withContext(
                    Dispatchers.IO,
                ) {
                    dashboards.version(
                        before.id(),
                        number,
                    )
                }.orElseThrow { refused(Rejection.VERSION_GONE, Rejection.VERSION_GONE.message()) }
            withContext(Dispatchers.IO) { roles.requireForRestore(call.person, before, then, notebooks) }
            val restored =
                dashboards.restoreVersion(call.author, before.id(), basedOn, number) { now ->
                    call.askAgain()
                    roles.allowsRestore(call.person, now, then, notebooks)
                }
            when (val outcome = restored.await()) {
                is DashboardOutcome.Stored -> call.respond(RevisionBody(outcome.revision()))
                is DashboardOutcome.Refused -> throw refused(outcome.reason())
            }
        }
    }
}

/** As for the edits that would add those tiles; a notebook that is not there any more shows nobody anything. */
private fun Roles.requireForRestore(
    person: Person,
    before: Dashboard,
    then: Dashboard,
    notebooks: LiveNotebooks,
) {
    val added = (then.references() - before.references()).map { it.notebook() }.filter { notebooks.find(it).isPresent }.toSet()
    requireNotebooks(person, added, if (before.keptRunning()) Role.EDITOR else Role.VIEWER)
}

/** As [requireForRestore], asked when it is the restoration's turn. */
private fun Roles.allowsRestore(
    person: Person,
    now: Dashboard,
    then: Dashboard,
    notebooks: LiveNotebooks,
) = isAllowed {
    require(person, documentOf(now.id()), Role.EDITOR)
    requireForRestore(person, now, then, notebooks)
}

private suspend fun ApplicationCall.respondVersions(
    versions: VersionStore,
    document: DocumentReference,
    revision: Long,
    hasAccounts: Boolean,
) {
    val listed = withContext(Dispatchers.IO) { versions.list(document) }
    respond(VersionListBody(revision, listed.map { it.toWire(hasAccounts) }))
}

private suspend fun ApplicationCall.nameVersion(
    versions: VersionStore,
    document: DocumentReference,
) {
    val number = version()
    val name = body(VersionNameBody.serializer()).name?.trim()?.ifEmpty { null }
    if (name != null && name.length > Version.MOST_NAME) {
        throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "A name has at most ${Version.MOST_NAME} characters.")
    }
    when (withContext(Dispatchers.IO) { versions.name(document, number, name) }) {
        VersionStore.Naming.DONE -> {
            respond(HttpStatusCode.NoContent, "")
        }

        VersionStore.Naming.GONE -> {
            throw refused(Rejection.VERSION_GONE, Rejection.VERSION_GONE.message())
        }

        VersionStore.Naming.TOO_MANY -> {
            throw HttpError(
                HttpStatusCode.TooManyRequests,
                "TOO_MANY",
                "At most ${Thinning.MOST_NAMED} versions have a name, and together they take at most 64 MB: take the name of another away first.",
            )
        }
    }
}

private fun ApplicationCall.version(): Long =
    parameters["version"]!!.toLongOrNull()?.takeIf { it > 0 } ?: throw invalid("A version is a whole number from 1.")

private suspend fun <T : Any> ApplicationCall.found(
    what: String,
    find: () -> Optional<T>,
): T = withContext(Dispatchers.IO) { find() }.orElseThrow { notFound(what) }
