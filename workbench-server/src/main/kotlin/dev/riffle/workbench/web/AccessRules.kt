package dev.riffle.workbench.web

import dev.riffle.sessions.session.RunId
import dev.riffle.sessions.view.ViewId
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.createRouteScopedPlugin
import io.ktor.server.routing.HttpMethodRouteSelector
import io.ktor.server.routing.PathSegmentConstantRouteSelector
import io.ktor.server.routing.PathSegmentParameterRouteSelector
import io.ktor.server.routing.PathSegmentTailcardRouteSelector
import io.ktor.server.routing.RoutingNode
import io.ktor.server.routing.RoutingPipelineCall
import io.ktor.util.AttributeKey

/** Who may call a route or send a message. */
sealed interface AccessRule {
    /** Anybody: it tells nothing that is not meant for everybody, or its address is what is asked for. */
    data object Anybody : AccessRule

    data object SignedIn : AccessRule

    data object Administrator : AccessRule

    /** Whoever has that role in the notebook or dashboard that stands in the address or message. */
    data class OnDocument(
        val kind: DocumentReference.Kind,
        val role: Role,
    ) : AccessRule

    /** Whoever has that role in the notebook that the run or result in the address belongs to. */
    data class OnNotebookOf(
        val part: Part,
        val role: Role,
    ) : AccessRule {
        enum class Part { RUN, RESULT }
    }

    /** Whoever has that role in what the body or query names: the route asks, see [require]. */
    data class OnNamedDocument(
        val role: Role,
    ) : AccessRule
}

private fun onNotebook(role: Role) = AccessRule.OnDocument(DocumentReference.Kind.NOTEBOOK, role)

private fun onDashboard(role: Role) = AccessRule.OnDocument(DocumentReference.Kind.DASHBOARD, role)

/** Every route of the HTTP interface. One that is not here answers nobody. */
val ROUTE_RULES: Map<String, AccessRule> =
    mapOf(
        "GET /api/health" to AccessRule.Anybody,
        "POST /api/login" to AccessRule.Anybody,
        "GET /api/sign-in" to AccessRule.Anybody,
        "POST /api/sign-in" to AccessRule.Anybody,
        "GET /api/sign-in/openid" to AccessRule.Anybody,
        "GET /api/sign-in/openid/done" to AccessRule.Anybody,
        "GET /api/invited/{address}" to AccessRule.Anybody,
        "POST /api/invited/{address}" to AccessRule.Anybody,
        "GET /api/shared/{address}" to AccessRule.Anybody,
        "POST /api/shared/{address}/enter" to AccessRule.Anybody,
        "ANY /api/shared/{address}/live" to AccessRule.Anybody,
        "GET /api/server" to AccessRule.SignedIn,
        "GET /api/cluster" to AccessRule.SignedIn,
        "GET /api/live" to AccessRule.SignedIn,
        "POST /api/sign-out" to AccessRule.SignedIn,
        "GET /api/me" to AccessRule.SignedIn,
        "PUT /api/me" to AccessRule.SignedIn,
        "PUT /api/me/password" to AccessRule.SignedIn,
        "GET /api/me/sign-ins" to AccessRule.SignedIn,
        "DELETE /api/me/sign-ins/{signIn}" to AccessRule.SignedIn,
        "GET /api/accounts" to AccessRule.SignedIn,
        "PUT /api/accounts/{account}" to AccessRule.Administrator,
        "DELETE /api/accounts/{account}/sign-ins" to AccessRule.Administrator,
        "GET /api/invitations" to AccessRule.Administrator,
        "POST /api/invitations" to AccessRule.Administrator,
        "DELETE /api/invitations/{invitation}" to AccessRule.Administrator,
        "GET /api/notebooks" to AccessRule.SignedIn,
        "POST /api/notebooks" to AccessRule.SignedIn,
        "POST /api/notebooks/import" to AccessRule.SignedIn,
        "GET /api/notebooks/{id}" to onNotebook(Role.VIEWER),
        "DELETE /api/notebooks/{id}" to onNotebook(Role.OWNER),
        "POST /api/notebooks/{id}/restore" to onNotebook(Role.OWNER),
        "POST /api/notebooks/{id}/duplicate" to onNotebook(Role.VIEWER),
        "GET /api/notebooks/{id}/export" to onNotebook(Role.VIEWER),
        "POST /api/notebooks/{id}/edits" to onNotebook(Role.EDITOR),
        "PUT /api/notebooks/{id}/cells/{cell}/text" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/run" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/stop" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/connect/kafka/topics" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/connect/kafka/messages" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/connect/folder" to onNotebook(Role.EDITOR),
        "GET /api/notebooks/{id}/files" to onNotebook(Role.EDITOR),
        "PUT /api/notebooks/{id}/files/{name}" to onNotebook(Role.EDITOR),
        "DELETE /api/notebooks/{id}/files/{name}" to onNotebook(Role.EDITOR),
        "GET /api/notebooks/{id}/runs" to onNotebook(Role.VIEWER),
        "POST /api/notebooks/{id}/connect/database/tables" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/connect/database/table" to onNotebook(Role.EDITOR),
        "GET /api/notebooks/{id}/versions" to onNotebook(Role.EDITOR),
        "GET /api/notebooks/{id}/versions/{version}" to onNotebook(Role.EDITOR),
        "PUT /api/notebooks/{id}/versions/{version}/name" to onNotebook(Role.EDITOR),
        "POST /api/notebooks/{id}/versions/{version}/restore" to onNotebook(Role.EDITOR),
        "GET /api/notebooks/{id}/people" to onNotebook(Role.VIEWER),
        "PUT /api/notebooks/{id}/people/{account}" to onNotebook(Role.OWNER),
        "DELETE /api/notebooks/{id}/people/{account}" to onNotebook(Role.OWNER),
        "GET /api/runs/{run}" to AccessRule.OnNotebookOf(AccessRule.OnNotebookOf.Part.RUN, Role.VIEWER),
        "GET /api/results/{view}" to AccessRule.OnNotebookOf(AccessRule.OnNotebookOf.Part.RESULT, Role.VIEWER),
        "GET /api/dashboards" to AccessRule.SignedIn,
        "POST /api/dashboards" to AccessRule.SignedIn,
        "POST /api/dashboards/import" to AccessRule.SignedIn,
        "GET /api/dashboards/{id}" to onDashboard(Role.VIEWER),
        "DELETE /api/dashboards/{id}" to onDashboard(Role.OWNER),
        "POST /api/dashboards/{id}/restore" to onDashboard(Role.OWNER),
        "POST /api/dashboards/{id}/duplicate" to onDashboard(Role.VIEWER),
        "POST /api/dashboards/{id}/edits" to onDashboard(Role.EDITOR),
        "GET /api/dashboards/{id}/export" to onDashboard(Role.VIEWER),
        "GET /api/dashboards/{id}/versions" to onDashboard(Role.EDITOR),
        "GET /api/dashboards/{id}/versions/{version}" to onDashboard(Role.EDITOR),
        "PUT /api/dashboards/{id}/versions/{version}/name" to onDashboard(Role.EDITOR),
        "POST /api/dashboards/{id}/versions/{version}/restore" to onDashboard(Role.EDITOR),
        "GET /api/dashboards/{id}/people" to onDashboard(Role.VIEWER),
        "PUT /api/dashboards/{id}/people/{account}" to onDashboard(Role.OWNER),
        "DELETE /api/dashboards/{id}/people/{account}" to onDashboard(Role.OWNER),
        "GET /api/links" to AccessRule.OnNamedDocument(Role.OWNER),
        "POST /api/links" to AccessRule.OnNamedDocument(Role.OWNER),
        "DELETE /api/links/{link}" to AccessRule.OnNamedDocument(Role.OWNER),
        "GET /api/secrets" to AccessRule.SignedIn,
        "PUT /api/secrets/{name}" to AccessRule.Administrator,
        "DELETE /api/secrets/{name}" to AccessRule.Administrator,
        "GET /api/connectors" to AccessRule.SignedIn,
        "PUT /api/connectors/{name}" to AccessRule.Administrator,
        "DELETE /api/connectors/{name}" to AccessRule.Administrator,
        "GET /api/backup" to AccessRule.Administrator,
        "GET /api/broker" to AccessRule.SignedIn,
        "POST /api/broker/start" to AccessRule.SignedIn,
        "POST /api/broker/stop" to AccessRule.Administrator,
        "GET /api/samples" to AccessRule.SignedIn,
        "POST /api/samples/{name}/open" to AccessRule.SignedIn,
        NO_ROUTE to AccessRule.SignedIn,
    )

/** All addresses that are none: who is not known is not told which there are. */
const val NO_ROUTE = "ANY /api/{...}"

/** What is said of an address that no route took. */
fun noRoute(
    method: String,
    path: String,
): HttpError {
    val methods = ROUTE_RULES.keys.filter { it != NO_ROUTE && isOf(path, it.substringAfter(' ')) }.map { it.substringBefore(' ') }
    return when {
        methods.isEmpty() -> notFound("address")
        method in methods || "ANY" in methods -> HttpError(HttpStatusCode.UpgradeRequired, "INVALID", "This address is a WebSocket.")
        else -> notAllowedMethod()
    }
}

private fun isOf(
    path: String,
    pattern: String,
): Boolean {
    val parts = pattern.split('/')
    val segments = path.split('/')
    return parts.size == segments.size && parts.zip(segments).all { (part, segment) -> part.startsWith("{") || part == segment }
}

/** Every message that a tab may send. */
fun ruleOf(message: ClientMessage): AccessRule =
    when (message) {
        is Ping -> AccessRule.SignedIn

        is OpenNotebookRequest -> onNotebook(Role.VIEWER)

        is CloseNotebook -> AccessRule.SignedIn

        is EditRequest -> onNotebook(Role.EDITOR)

        is TextRequest -> onNotebook(Role.EDITOR)

        is FetchTextRequest -> onNotebook(Role.VIEWER)

        is FetchInputOptionsRequest -> onNotebook(Role.VIEWER)

        is RunCellRequest -> onNotebook(Role.EDITOR)

        is RunAllRequest -> onNotebook(Role.EDITOR)

        is StopCellRequest -> onNotebook(Role.EDITOR)

        is StopAllRequest -> onNotebook(Role.EDITOR)

        is CheckRequest -> onNotebook(Role.EDITOR)

        is WhereaboutsMessage -> onNotebook(Role.VIEWER)

        // Which results a tab may watch depends on what it has open: the socket asks.
        is Watch -> AccessRule.SignedIn

        is Unwatch -> AccessRule.SignedIn

        is OpenDashboardRequest -> onDashboard(Role.VIEWER)

        is CloseDashboard -> AccessRule.SignedIn

        is EditDashboardRequest -> onDashboard(Role.EDITOR)

        is RunDashboardRequest -> onDashboard(Role.EDITOR)

        is StopDashboardRequest -> onDashboard(Role.EDITOR)

        // Whose value it is depends on the role in the input's notebook: the answer says.
        is SetDashboardInputRequest -> onDashboard(Role.VIEWER)

        is FetchDashboardInputOptionsRequest -> onDashboard(Role.VIEWER)
    }

/** A route as [ROUTE_RULES] names it. */
fun RoutingNode.ruleName(): String {
    val nodes = generateSequence(this) { it.parent }.toList().asReversed()
    val method = nodes.firstNotNullOfOrNull { (it.selector as? HttpMethodRouteSelector)?.method?.value } ?: "ANY"
    val path =
        nodes.mapNotNull { node ->
            when (val selector = node.selector) {
                is PathSegmentConstantRouteSelector -> selector.value
                is PathSegmentParameterRouteSelector -> "{${selector.name}}"
                is PathSegmentTailcardRouteSelector -> "{...}"
                else -> null
            }
        }
    return "$method /${path.joinToString("/")}"
}

/** Refuses to serve routes of which nobody said who may call them, and rules of routes that are not there. */
fun requireRules(routes: Collection<String>) {
    val api = routes.filter { it.substringAfter(' ').startsWith("/api/") }.toSet()
    val different = (api - ROUTE_RULES.keys) + (ROUTE_RULES.keys - api)
    check(different.isEmpty()) { "routes and rules of access differ: $different" }
}

private val PERSON = AttributeKey<Person>("person")

/** Who asks. Only where the rule of the route asks for somebody. */
val ApplicationCall.person: Person get() = attributes[PERSON]

private class Asked(
    val rule: AccessRule,
    val ask: (ApplicationCall) -> Unit,
)

private val ASKED = AttributeKey<Asked>("asked")

/** Whether nobody in particular has to be asking. */
val ApplicationCall.isForAnybody: Boolean get() = attributes.getOrNull(ASKED)?.rule == AccessRule.Anybody

/** Holds the call to its rule once more, after it has waited for something: a sign-in or a role may have ended meanwhile. */
fun ApplicationCall.askAgain() {
    attributes.getOrNull(ASKED)?.ask?.invoke(this)
}

fun forbidden() = HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "You may not do this: ask an owner for another role.")

/** Holds every route that it is installed on to its rule, before the route sees the call. */
fun accessRules(
    access: Access,
    roles: Roles,
    notebooks: LiveNotebooks,
) = createRouteScopedPlugin("AccessRules") {
    onCall { call ->
        val name = ((call as RoutingPipelineCall).route).ruleName()
        val rule = ROUTE_RULES[name] ?: throw HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "$name has no rule of access.")
        call.attributes.put(ASKED, Asked(rule) { if (rule != AccessRule.Anybody) ask(it, rule, access, roles, notebooks) })
        call.askAgain()
    }
}

private fun ask(
    call: ApplicationCall,
    rule: AccessRule,
    access: Access,
    roles: Roles,
    notebooks: LiveNotebooks,
) {
    val person =
        access.person(call)
            ?: throw HttpError(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "Sign in first.")
    call.attributes.put(PERSON, person)
    when (rule) {
        is AccessRule.Anybody, is AccessRule.SignedIn, is AccessRule.OnNamedDocument -> {}

        is AccessRule.Administrator -> {
            if (!person.administrator()) {
                throw HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "Only administrators may do this.")
            }
        }

        is AccessRule.OnDocument -> {
            roles.require(person, DocumentReference(rule.kind, call.parameters["id"]!!), rule.role)
        }

        is AccessRule.OnNotebookOf -> {
            val (notebook, what) =
                when (rule.part) {
                    AccessRule.OnNotebookOf.Part.RUN -> notebooks.notebookOf(RunId(call.parameters["run"]!!)) to "run"
                    AccessRule.OnNotebookOf.Part.RESULT -> notebooks.notebookOf(ViewId(call.parameters["view"]!!)) to "result"
                }
            val known = notebook.map(::documentOf)
            if (known.isEmpty || roles.of(person, known.get()).isEmpty) {
                throw notFound(what)
            }
            roles.require(person, known.get(), rule.role)
        }
    }
}

/** Whoever has no role in a document learns no more than that there is none of that name. */
fun Roles.require(
    person: Person,
    document: DocumentReference,
    role: Role,
) {
    val has = of(person, document).orElseThrow { notFound(document.kind().name.lowercase()) }
    if (!has.includes(role)) {
        throw forbidden()
    }
}
