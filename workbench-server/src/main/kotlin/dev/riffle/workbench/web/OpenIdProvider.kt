package dev.riffle.workbench.web

import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.access.Identity
import dev.riffle.workbench.web.wire.wireJson
import io.ktor.client.HttpClient
import io.ktor.client.engine.java.Java
import io.ktor.client.plugins.HttpTimeout
import io.ktor.client.request.HttpRequestBuilder
import io.ktor.client.request.bearerAuth
import io.ktor.client.request.get
import io.ktor.client.request.setBody
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.http.HttpMethod
import io.ktor.http.HttpStatusCode
import io.ktor.http.URLBuilder
import io.ktor.http.content.TextContent
import io.ktor.http.parseQueryString
import io.ktor.server.application.ApplicationCall
import io.ktor.server.auth.OAuthAccessTokenResponse
import io.ktor.server.auth.OAuthServerSettings
import io.ktor.util.StatelessHmacNonceManager
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.longOrNull
import org.slf4j.LoggerFactory
import java.io.IOException
import java.net.URI
import java.time.Instant
import java.util.Base64

/** Where people may sign in instead of here: the settings `oidc-…`. */
data class OpenIdSettings(
    val issuer: URI,
    val clientId: String,
    val clientSecret: String,
    /** As the page names it. */
    val name: String,
    /** Whether whoever the provider knows gets an account; otherwise one comes by invitation. */
    val isOpen: Boolean,
)

/** Somebody as their provider tells of them. */
class Identified(
    val identity: Identity,
    val name: String,
    val login: String,
)

/**
 * The OpenID Connect provider: asked where it is to be asked what, once, when the first person signs in by it.
 * Tokens come from the provider itself over TLS, which is why no signature is looked at (OpenID Connect Core, 3.1.3.7).
 */
class OpenIdProvider(
    val settings: OpenIdSettings,
    private val codes: Codes,
) : AutoCloseable {
    private class Endpoints(
        val issuer: String,
        val settings: OAuthServerSettings.OAuth2ServerSettings,
        val userInfo: String?,
    )

    val client =
        HttpClient(Java) {
            expectSuccess = true
            install(HttpTimeout) {
                requestTimeoutMillis = TIMEOUT_MILLIS
                connectTimeoutMillis = TIMEOUT_MILLIS
            }
        }
    private val nonces = StatelessHmacNonceManager(codes.code("openid states").toByteArray(), timeoutMillis = STATE_MILLIS)
    private val asking = Mutex()

    @Volatile
    private var endpoints: Endpoints? = null

    /** For Ktor, which asks when [find] has answered. */
    val oauth: OAuthServerSettings? get() = endpoints?.settings

    /** Called when a sign-in begins, with the state that must come back to the same browser. */
    var onBegun: (ApplicationCall, String) -> Unit = { _, _ -> }

    /** Asks the provider for its addresses, if that was not done yet. */
    suspend fun find() {
        if (endpoints == null) {
            asking.withLock {
                if (endpoints == null) endpoints = discover()
            }
        }
    }

    private suspend fun discover(): Endpoints {
        val address = settings.issuer.toString().trimEnd('/') + "/.well-known/openid-configuration"
        val found = json(address, null)
        val issuer = found.word("issuer")
        if (issuer?.trimEnd('/') != settings.issuer.toString().trimEnd('/')) {
            throw unavailable("It says that its name is $issuer.", null)
        }
        return Endpoints(
            issuer,
            OAuthServerSettings.OAuth2ServerSettings(
                name = "openid",
                authorizeUrl = found.word("authorization_endpoint") ?: throw unavailable("It has no authorization_endpoint.", null),
                accessTokenUrl = found.word("token_endpoint") ?: throw unavailable("It has no token_endpoint.", null),
                requestMethod = HttpMethod.Post,
                clientId = settings.clientId,
                clientSecret = settings.clientSecret,
                defaultScopes = listOf("openid", "profile", "email"),
                accessTokenRequiresBasicAuth = takesBasic(found),
                nonceManager = nonces,
                authorizeUrlInterceptor = { parameters["state"]?.let { bind(it) } },
                accessTokenInterceptor = { proveBegun() },
                onStateCreated = { call, state -> onBegun(call, state) },
            ),
            found.word("userinfo_endpoint"),
        )
    }

    /** What the provider gives is for this sign-in alone (nonce), and given to whoever began it alone (PKCE, RFC 7636). */
    private fun URLBuilder.bind(state: String) {
        parameters["nonce"] = Codes.sha256(state)
        parameters["code_challenge"] = Codes.sha256(verifier(state))
        parameters["code_challenge_method"] = "S256"
    }

    private fun HttpRequestBuilder.proveBegun() {
        val form = (body as? TextContent)?.text ?: return
        val state = parseQueryString(form)["state"] ?: return
        setBody(TextContent("$form&code_verifier=${verifier(state)}", ContentType.Application.FormUrlEncoded))
    }

    /** 43 characters at least, which nobody but this server can make. */
    private fun verifier(state: String) = codes.code("openid verifier $state") + codes.code("openid verifier, part two $state")

    /** As the provider wishes it: by header unless it takes the form alone. */
    private fun takesBasic(found: JsonObject): Boolean {
        val ways = (found["token_endpoint_auth_methods_supported"] as? JsonArray)?.map { it.jsonPrimitive.contentOrNull }
        return ways == null || "client_secret_basic" in ways || "client_secret_post" !in ways
    }

    /** Who has come back, with what the provider gave; a refusal where it is not for this sign-in. */
    suspend fun identify(
        tokens: OAuthAccessTokenResponse.OAuth2,
        state: String,
    ): Identified {
        val known = endpoints ?: throw unavailable("It was not asked yet.", null)
        val claims = claims(tokens.extraParameters["id_token"] ?: throw refused("it gave no id_token"))
        val subject = claims.word("sub") ?: throw refused("its id_token has no sub")
        val expires = (claims["exp"] as? JsonElement)?.jsonPrimitive?.longOrNull ?: 0
        when {
            claims.word("iss") != known.issuer -> throw refused("its id_token is another provider's")
            settings.clientId !in audience(claims) -> throw refused("its id_token is for another client")
            claims.word("nonce") != Codes.sha256(state) -> throw refused("its id_token is for another sign-in")
            Instant.now().epochSecond > expires + CLOCK_SECONDS -> throw refused("its id_token has expired")
        }
        val more = known.userInfo?.let { json(it, tokens.accessToken) } ?: JsonObject(emptyMap())
        if (more.isNotEmpty() && more.word("sub") != subject) {
            throw refused("it tells of somebody else than it let in")
        }

        fun claim(name: String) = more.word(name) ?: claims.word(name)
        val login = claim("preferred_username") ?: claim("email") ?: subject
        return Identified(Identity(known.issuer, subject), claim("name") ?: login, login)
    }

    private fun audience(claims: JsonObject): List<String?> =
        when (val audience = claims["aud"]) {
            is JsonArray -> audience.map { it.jsonPrimitive.contentOrNull }
            null -> emptyList()
            else -> listOf(audience.jsonPrimitive.contentOrNull)
        }

    private fun claims(token: String): JsonObject =
        try {
            wireJson.parseToJsonElement(Base64.getUrlDecoder().decode(token.split('.')[1]).decodeToString()).jsonObject
        } catch (e: IllegalArgumentException) {
            throw unreadable(e)
        } catch (e: IndexOutOfBoundsException) {
            throw unreadable(e)
        }

    private fun unreadable(cause: Exception): HttpError {
        log.warn("The id_token of {} can't be read", settings.issuer, cause)
        return refused("its id_token can't be read")
    }

    private suspend fun json(
        address: String,
        token: String?,
    ): JsonObject =
        try {
            wireJson.parseToJsonElement(client.get(address) { token?.let { bearerAuth(it) } }.bodyAsText()).jsonObject
        } catch (e: IOException) {
            throw unavailable("$address can't be reached.", e)
        } catch (e: io.ktor.client.plugins.ResponseException) {
            throw unavailable("$address answers ${e.response.status.value}.", e)
        } catch (e: SerializationException) {
            throw unavailable("$address answers no JSON.", e)
        } catch (e: IllegalArgumentException) {
            throw unavailable("$address answers something else.", e)
        }

    private fun unavailable(
        why: String,
        cause: Exception?,
    ): HttpError {
        log.warn("{} can't be asked: {}", settings.issuer, why, cause)
        return HttpError(HttpStatusCode.BadGateway, "UNAVAILABLE", "Signing in by ${settings.name} does not work. $why")
    }

    private fun refused(why: String) =
        HttpError(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "Signing in by ${settings.name} does not work: $why.")

    override fun close() = client.close()

    private companion object {
        const val TIMEOUT_MILLIS = 10_000L
        const val STATE_MILLIS = 600_000L

        /** By how much its clock and ours may differ. */
        const val CLOCK_SECONDS = 60
        val log = LoggerFactory.getLogger(OpenIdProvider::class.java)
    }
}

private fun JsonObject.word(name: String): String? =
    runCatching { this[name]?.jsonPrimitive?.contentOrNull }.getOrNull()?.takeIf { it.isNotBlank() }
