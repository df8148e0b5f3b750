package dev.riffle.workbench.web

import dev.riffle.workbench.access.Accounts
import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.SignIn
import dev.riffle.workbench.access.SignIns
import dev.riffle.workbench.access.WrongTries
import dev.riffle.workbench.storage.OwnersFile
import io.ktor.http.Cookie
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.request.header
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import kotlin.io.path.exists
import kotlin.io.path.readText

/** Accounts, and the browsers in which they are signed in. */
class People(
    val accounts: Accounts,
    val signIns: SignIns,
)

/**
 * Who may talk to this server: whoever knows the token or is signed in to an account, through a host name of this
 * server, from its own pages.
 *
 * @param people null where there are no accounts
 * @param isSecure whether browsers reach this server by HTTPS only
 */
class Access(
    val token: String,
    private val hosts: Set<String>,
    val people: People?,
    private val isSecure: Boolean,
) {
    init {
        require(token.isNotBlank()) { "without a token everybody would be let in" }
    }

    private var port = 0
    private val wrongTokens = WrongTries(10, Duration.ofMinutes(1))

    /** Called once the port is known. */
    fun listensOn(port: Int) {
        this.port = port
    }

    private val tokenCookie get() = "riffle-$port"
    private val accountCookie get() = "riffle-account-$port"

    /** The token itself never becomes a cookie. */
    private val tokenCookieValue = Codes.sha256("riffle cookie $token")

    /** For a browser that gave the token. */
    fun cookieOfToken() = cookie(tokenCookie, tokenCookieValue)

    /** For a browser that signed in to an account. */
    fun cookieOf(signIn: String) = cookie(accountCookie, signIn)

    /** For a browser that signs in to an account: what it could do with the token it can't do any more. */
    fun cookieOfNoToken() = cookie(tokenCookie, "", seconds = 0)

    /** Takes both back. */
    fun cookiesOfNobody() = listOf(tokenCookie, accountCookie).map { cookie(it, "", seconds = 0) }

    /** The only way in which this server makes cookies: no script sees them, nor a network where browsers come by HTTPS. */
    fun cookie(
        name: String,
        value: String,
        path: String = "/",
        seconds: Int = SignIns.LIFETIME.toSeconds().toInt(),
        sameSite: String = "Strict",
    ) = Cookie(name, value, path = path, httpOnly = true, secure = isSecure, maxAge = seconds, extensions = mapOf("SameSite" to sameSite))

    /** Where the browser sees this server; the host was checked before. */
    fun origin(call: ApplicationCall): String = (if (isSecure) "https://" else "http://") + call.request.header(HttpHeaders.Host)

    /** Against DNS rebinding: the name by which the request came in must be one of ours. */
    fun isHostAllowed(call: ApplicationCall): Boolean = isOurs(call.request.header(HttpHeaders.Host))

    /** Against requests from other sites' pages; programs send no origin. */
    fun isOriginAllowed(call: ApplicationCall): Boolean {
        val origin = call.request.header(HttpHeaders.Origin) ?: return true
        val host = origin.removePrefix("http://").removePrefix("https://")
        return host != origin && host.equals(call.request.header(HttpHeaders.Host), ignoreCase = true)
    }

    /** Who asks; null for nobody that is known. A program with a wrong token is refused as [check] refuses one. */
    fun person(call: ApplicationCall): Person? {
        val bearer = call.request.header(HttpHeaders.Authorization)
        if (bearer != null) {
            if (!bearer.startsWith("Bearer ")) {
                return null
            }
            return when (check(bearer.removePrefix("Bearer ").trim())) {
                Answer.RIGHT -> Person.TOKEN_HOLDER
                Answer.WRONG -> null
                Answer.TOO_MANY -> throw tooManyTokens()
            }
        }
        val account = signIn(call)?.let { people!!.accounts.find(it.account()).orElse(null) }
        if (account != null && account.disabledAt() == null) {
            return account.person()
        }
        val hasToken = call.request.cookies[tokenCookie]?.let { Codes.same(it, tokenCookieValue) } == true
        return if (hasToken) Person.TOKEN_HOLDER else null
    }

    /** Of the browser that asks; null where it is signed in to no account. */
    fun signIn(call: ApplicationCall): SignIn? =
        people?.let { known -> call.request.cookies[accountCookie]?.let { known.signIns.find(it).orElse(null) } }

    enum class Answer { RIGHT, WRONG, TOO_MANY }

    /**
     * At most ten wrong tokens a minute are answered, by whichever way they come. The right one is taken however many
     * others try: it is too long to be guessed, and nobody is to lock out those who have it.
     */
    fun check(offered: String): Answer =
        when {
            Codes.same(offered, token) -> Answer.RIGHT
            wrongTokens.begin("", Instant.now()) -> Answer.WRONG
            else -> Answer.TOO_MANY
        }

    fun tooManyTokens() = HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "Too many wrong tokens. Try again in a minute.")

    private fun isOurs(host: String?): Boolean {
        if (host == null) {
            return false
        }
        val name = host.replace(Regex(":\\d+$"), "").removeSurrounding("[", "]").lowercase()
        val sentPort =
            Regex(":(\\d+)$")
                .find(host)
                ?.groupValues
                ?.get(1)
                ?.toInt()
        return name in hosts && (sentPort == null || sentPort == port || name !in LOOPBACK)
    }

    companion object {
        val LOOPBACK = setOf("localhost", "127.0.0.1", "::1")

        /**
         * What a file holds; made and kept where it does not exist or is blank (a disk that was full), for the owner's
         * eyes only.
         */
        fun kept(
            file: Path,
            make: () -> String,
        ): String {
            val known = if (file.exists()) file.readText().trim() else ""
            if (known.isNotEmpty()) {
                return known
            }
            val made = make()
            OwnersFile.write(file, made)
            return made
        }
    }
}
