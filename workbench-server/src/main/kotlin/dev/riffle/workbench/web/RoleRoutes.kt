package dev.riffle.workbench.web

import dev.riffle.workbench.access.AccountId
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.put
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Who may do what with a notebook or dashboard; see docs/http-api.md. */
fun Route.roleRoutes(
    access: Access,
    roles: Roles,
) {
    route("/notebooks/{id}/people") { peopleOf(DocumentReference.Kind.NOTEBOOK, access, roles) }
    route("/dashboards/{id}/people") { peopleOf(DocumentReference.Kind.DASHBOARD, access, roles) }
}

private fun Route.peopleOf(
    kind: DocumentReference.Kind,
    access: Access,
    roles: Roles,
) {
    get {
        val accounts = access.people?.accounts
        val people =
            roles.of(DocumentReference(kind, call.parameters["id"]!!)).entries.mapNotNull { (id, role) ->
                accounts?.find(id)?.orElse(null)?.let { PersonLine(id.value(), it.login(), it.name(), role.name.lowercase()) }
            }
        call.respond(PeopleBody(people.sortedBy { it.name.lowercase() }, accounts != null))
    }
    put("/{account}") {
        val id = AccountId(call.parameters["account"]!!)
        if (access.people
                ?.accounts
                ?.find(id)
                ?.isPresent != true
        ) {
            throw notFound("account")
        }
        val role = wordOf<Role>(call.body(RoleBody.serializer()).role)
        answer(withContext(Dispatchers.IO) { roles.set(DocumentReference(kind, call.parameters["id"]!!), id, role) })
        call.respond(HttpStatusCode.NoContent, "")
    }
    delete("/{account}") {
        val id = AccountId(call.parameters["account"]!!)
        answer(withContext(Dispatchers.IO) { roles.remove(DocumentReference(kind, call.parameters["id"]!!), id) })
        call.respond(HttpStatusCode.NoContent, "")
    }
}

private fun answer(outcome: Roles.Outcome) =
    when (outcome) {
        Roles.Outcome.DONE -> Unit

        Roles.Outcome.LAST_OWNER -> throw HttpError(
            HttpStatusCode.Conflict,
            "LAST_OWNER",
            "Somebody must own it: make another its owner first.",
        )

        Roles.Outcome.TOO_MANY -> throw HttpError(
            HttpStatusCode.TooManyRequests,
            "TOO_MANY",
            "It is shared with ${Roles.MOST_OF_A_DOCUMENT} people already.",
        )
    }
