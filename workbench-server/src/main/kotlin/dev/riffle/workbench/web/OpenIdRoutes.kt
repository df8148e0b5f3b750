package dev.riffle.workbench.web

import dev.riffle.workbench.access.Accounts
import dev.riffle.workbench.access.Codes
import io.ktor.http.HttpStatusCode
import io.ktor.http.encodeURLParameter
import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.createRouteScopedPlugin
import io.ktor.server.application.install
import io.ktor.server.auth.Authentication
import io.ktor.server.auth.OAuthAccessTokenResponse
import io.ktor.server.auth.authenticate
import io.ktor.server.auth.oauth
import io.ktor.server.auth.principal
import io.ktor.server.response.respondRedirect
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.slf4j.LoggerFactory

private const val STATE_COOKIE = "riffle-openid"
private const val STATE_SECONDS = 600
private const val MOST_PROBLEM = 500

private val log = LoggerFactory.getLogger("dev.riffle.workbench.web.OpenIdRoutes")

/** Has Ktor lead people to the OpenID Connect provider, and take what comes back. */
fun Application.openIdSignIn(
    access: Access,
    provider: OpenIdProvider,
) {
    install(Authentication) {
        oauth("openid") {
            client = provider.client
            providerLookup = { provider.oauth }
            urlProvider = { access.origin(this) + "/api/sign-in/openid/done" }
            fallback = { cause ->
                val why = "Signing in by ${provider.settings.name} did not work: ${cause.message}"
                log.warn(why)
                respondProblem(why)
            }
        }
    }
}

/** The state must come back to the browser that began; Lax, since it comes back by a link on the provider's page. */
fun rememberBegun(
    access: Access,
    call: ApplicationCall,
    state: String,
) = call.response.cookies.append(
    stateCookie(access, Codes.sha256(state) + "|" + (call.request.queryParameters["invitation"] ?: ""), STATE_SECONDS),
)

private fun stateCookie(
    access: Access,
    value: String,
    seconds: Int,
) = access.cookie(STATE_COOKIE, value, "/api/sign-in/openid", seconds, sameSite = "Lax")

/** Leads to the page on which one signs in, which says it. */
private suspend fun ApplicationCall.respondProblem(message: String) =
    respondRedirect("/?problem=" + message.take(MOST_PROBLEM).encodeURLParameter())

/** `/api/sign-in/openid` leads to the provider, which leads back to `/api/sign-in/openid/done`. */
fun Route.openIdRoutes(
    access: Access,
    provider: OpenIdProvider?,
) {
    if (provider == null) {
        listOf("", "/done").forEach { get("/sign-in/openid$it") { throw notFound("address") } }
        return
    }
    route("/sign-in/openid") {
        install(foundProvider(provider))
        authenticate("openid") {
            get { }
            get("/done") {
                try {
                    call.comeBack(access, provider)
                    call.respondRedirect("/")
                } catch (e: HttpError) {
                    call.respondProblem(e.message)
                }
            }
        }
    }
}

/** Before anybody is led to the provider it must be known where that is; before a code is taken, that this browser asked for it. */
private fun foundProvider(provider: OpenIdProvider) =
    createRouteScopedPlugin("FoundProvider") {
        onCall { call ->
            try {
                provider.find()
                if (call.request.queryParameters["code"] != null) call.begun()
            } catch (e: HttpError) {
                call.respondProblem(e.message)
            }
        }
    }

/** What this browser remembers of the sign-in that it began. */
private fun ApplicationCall.begun(): String {
    val begun = request.cookies[STATE_COOKIE] ?: ""
    if (!Codes.same(begun.substringBefore('|'), Codes.sha256(request.queryParameters["state"] ?: ""))) {
        throw invalid("This sign-in was begun in another browser, or too long ago. Try again.")
    }
    return begun
}

private suspend fun ApplicationCall.comeBack(
    access: Access,
    provider: OpenIdProvider,
) {
    val tokens = principal<OAuthAccessTokenResponse.OAuth2>() ?: throw invalid("Nobody came back from ${provider.settings.name}.")
    val begun = begun()
    response.cookies.append(stateCookie(access, "", 0))
    val found = provider.identify(tokens, request.queryParameters["state"]!!)
    val invitation = begun.substringAfter('|', "").ifEmpty { null }
    val people = access.people!!
    val outcome =
        withContext(Dispatchers.IO) {
            people.accounts.signIn(found.identity, found.name, found.login, invitation, provider.settings.isOpen)
        }
    if (outcome is Accounts.Outcome.Refused && outcome.refusal() == Accounts.Refusal.INVITATION_GONE && invitation == null) {
        throw HttpError(
            HttpStatusCode.Forbidden,
            "FORBIDDEN",
            "You have no account here yet. Ask an administrator of this server for an invitation.",
        )
    }
    beginSignIn(access, done(outcome))
}
