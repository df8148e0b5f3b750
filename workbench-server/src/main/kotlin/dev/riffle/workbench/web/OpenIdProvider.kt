package dev.riffle.workbench.web

import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.access.Identity
import dev.riffle.workbench.web.wire.OpenIdClaims
import dev.riffle.workbench.web.wire.OpenIdConfiguration
import dev.riffle.workbench.web.wire.decodeProviders
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.plugins.HttpTimeout
import io.ktor.client.plugins.ResponseException
import io.ktor.client.request.HttpRequestBuilder
import io.ktor.client.request.bearerAuth
import io.ktor.client.request.get
import io.ktor.client.request.setBody
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.http.HttpMethod
import io.ktor.http.HttpStatusCode
import io.ktor.http.Parameters
import io.ktor.http.URLBuilder
import io.ktor.http.content.TextContent
import io.ktor.http.formUrlEncode
import io.ktor.http.parseQueryString
import io.ktor.server.application.ApplicationCall
import io.ktor.server.auth.OAuthAccessTokenResponse
import io.ktor.server.auth.OAuthServerSettings
import io.ktor.util.StatelessHmacNonceManager
import io.ktor.util.filter
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.serialization.DeserializationStrategy
import org.slf4j.LoggerFactory
import java.io.IOException
import java.net.URI
import java.nio.channels.UnresolvedAddressException
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
 *
 * @param onBegun called when a sign-in begins, with the state that must come back to the same browser
 */
class OpenIdProvider(
    val settings: OpenIdSettings,
    private val codes: Codes,
    private val onBegun: (ApplicationCall, String) -> Unit,
) : AutoCloseable {
    private class Endpoints(
        val issuer: String,
        val settings: OAuthServerSettings.OAuth2ServerSettings,
        val userInfo: String?,
    )

    val client =
        HttpClient(CIO) {
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
        val found = read(address, null, OpenIdConfiguration.serializer())
        if (found.issuer.trimEnd('/') != settings.issuer.toString().trimEnd('/')) {
            throw unavailable("It says that its name is ${found.issuer}.", null)
        }
        // What comes from there is believed because of the way that it comes.
        listOfNotNull(found.authorizationEndpoint, found.tokenEndpoint, found.userInfoEndpoint).forEach {
            if (!isSafe(runCatching { URI(it) }.getOrNull())) throw unavailable("It wants to be asked at $it, which is not safe.", null)
        }
        val ways = found.tokenEndpointMethods
        // As the provider wishes it: by header unless it takes the form alone.
        val byHeader = ways == null || "client_secret_basic" in ways || "client_secret_post" !in ways
        return Endpoints(
            found.issuer,
            OAuthServerSettings.OAuth2ServerSettings(
                name = "openid",
                authorizeUrl = found.authorizationEndpoint,
                accessTokenUrl = found.tokenEndpoint,
                requestMethod = HttpMethod.Post,
                clientId = settings.clientId,
                clientSecret = settings.clientSecret,
                defaultScopes = listOf("openid", "profile", "email"),
                accessTokenRequiresBasicAuth = byHeader,
                nonceManager = nonces,
                authorizeUrlInterceptor = { parameters["state"]?.let { bind(it) } },
                accessTokenInterceptor = { proveBegun(byHeader) },
                onStateCreated = { call, state -> onBegun(call, state) },
            ),
            found.userInfoEndpoint,
        )
    }

    /** What the provider gives is for this sign-in alone (nonce), and given to whoever began it alone (PKCE, RFC 7636). */
    private fun URLBuilder.bind(state: String) {
        parameters["nonce"] = Codes.sha256(state)
        parameters["code_challenge"] = Codes.sha256(verifier(state))
        parameters["code_challenge_method"] = "S256"
    }

    /** Ktor puts the secret into the form, too, where it goes by header; a provider may refuse one that comes both ways. */
    private fun HttpRequestBuilder.proveBegun(byHeader: Boolean) {
        val form = parseQueryString((body as TextContent).text)
        val proved =
            Parameters.build {
                appendAll(form.filter { name, _ -> !byHeader || name != "client_secret" })
                append("code_verifier", verifier(form["state"] ?: ""))
            }
        setBody(TextContent(proved.formUrlEncode(), ContentType.Application.FormUrlEncoded))
    }

    /** 43 characters at least, which nobody but this server can make. */
    private fun verifier(state: String) = codes.code("openid verifier $state") + codes.code("openid verifier, part two $state")

    /** Who has come back, with what the provider gave; a refusal where it is not for this sign-in. */
    suspend fun identify(
        tokens: OAuthAccessTokenResponse.OAuth2,
        state: String,
    ): Identified {
        val known = endpoints ?: throw unavailable("It was not asked yet.", null)
        val claims = claims(tokens.extraParameters["id_token"] ?: throw refused("it gave no id_token"))
        when {
            claims.iss != known.issuer -> throw refused("its id_token is another provider's")
            settings.clientId !in claims.aud -> throw refused("its id_token is for another client")
            (claims.azp ?: settings.clientId) != settings.clientId -> throw refused("its id_token was given to another client")
            claims.nonce != Codes.sha256(state) -> throw refused("its id_token is for another sign-in")
            Instant.now().epochSecond > (claims.exp ?: 0.0) + CLOCK_SECONDS -> throw refused("its id_token has expired")
        }
        val told = known.userInfo?.let { read(it, tokens.accessToken, OpenIdClaims.serializer()) } ?: claims
        if (told.sub != claims.sub) {
            throw refused("it tells of somebody else than it let in")
        }
        val login = listOf(told, claims).firstNotNullOfOrNull { it.preferredUsername ?: it.email } ?: claims.sub
        return Identified(Identity(known.issuer, claims.sub), told.name ?: claims.name ?: login, login)
    }

    private fun claims(token: String): OpenIdClaims =
        try {
            val payload = Base64.getUrlDecoder().decode(token.split('.').getOrElse(1) { "" }).decodeToString()
            decodeProviders(OpenIdClaims.serializer(), payload)
        } catch (e: IllegalArgumentException) {
            log.warn("The id_token of {} can't be read", settings.issuer, e)
            throw refused("its id_token can't be read")
        }

    private suspend fun <T> read(
        address: String,
        token: String?,
        shape: DeserializationStrategy<T>,
    ): T =
        try {
            decodeProviders(shape, client.get(address) { token?.let { bearerAuth(it) } }.bodyAsText())
        } catch (e: IOException) {
            throw unavailable("$address can't be reached.", e)
        } catch (e: UnresolvedAddressException) {
            throw unavailable("The host of $address is not known.", e)
        } catch (e: ResponseException) {
            throw unavailable("$address answers ${e.response.status.value}.", e)
        } catch (e: IllegalArgumentException) {
            throw unavailable("$address answers something else than was asked.", e)
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

    companion object {
        private const val TIMEOUT_MILLIS = 10_000L
        private const val STATE_MILLIS = 600_000L

        /** By how much its clock and ours may differ. */
        private const val CLOCK_SECONDS = 60

        /** Whether nobody on the way can read or change what goes there. */
        fun isSafe(address: URI?) = address?.scheme == "https" || (address?.scheme == "http" && address.host in Access.LOOPBACK)

        private val log = LoggerFactory.getLogger(OpenIdProvider::class.java)
    }
}
