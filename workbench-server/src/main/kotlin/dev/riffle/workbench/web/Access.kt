package dev.riffle.workbench.web

import dev.riffle.workbench.storage.OwnersFile
import io.ktor.http.Cookie
import io.ktor.http.HttpHeaders
import io.ktor.server.application.ApplicationCall
import io.ktor.server.request.header
import java.nio.file.Path
import java.security.MessageDigest
import java.security.SecureRandom
import java.util.Base64
import kotlin.io.path.exists
import kotlin.io.path.readText

/** Who may talk to this server: whoever knows the token, through a host name of this server, from its own pages. */
class Access(
    val token: String,
    private val hosts: Set<String>,
) {
    init {
        require(token.isNotBlank()) { "without a token everybody would be let in" }
    }

    private var port = 0
    private val failures = ArrayDeque<Long>()

    /** Called once the port is known. */
    fun listensOn(port: Int) {
        this.port = port
    }

    private val cookieName get() = "riffle-$port"

    /** The token itself never becomes a cookie. */
    private val cookieValue = encode(MessageDigest.getInstance("SHA-256").digest("riffle cookie $token".toByteArray()))

    fun cookie() =
        Cookie(
            cookieName,
            cookieValue,
            path = "/",
            httpOnly = true,
            maxAge = 60 * 60 * 24 * 30,
            extensions = mapOf("SameSite" to "Strict"),
        )

    /** Against DNS rebinding: the name by which the request came in must be one of ours. */
    fun isHostAllowed(call: ApplicationCall): Boolean = isOurs(call.request.header(HttpHeaders.Host))

    /** Against requests from other sites' pages; programs send no origin. */
    fun isOriginAllowed(call: ApplicationCall): Boolean {
        val origin = call.request.header(HttpHeaders.Origin) ?: return true
        val host = origin.removePrefix("http://").removePrefix("https://")
        return host != origin && host.equals(call.request.header(HttpHeaders.Host), ignoreCase = true)
    }

    fun isSignedIn(call: ApplicationCall): Boolean {
        val bearer = call.request.header(HttpHeaders.Authorization)
        if (bearer != null) {
            return bearer.startsWith("Bearer ") && same(bearer.removePrefix("Bearer ").trim(), token)
        }
        return call.request.cookies[cookieName]?.let { same(it, cookieValue) } == true
    }

    enum class Answer { RIGHT, WRONG, TOO_MANY }

    /** At most ten wrong tokens a minute. */
    @Synchronized
    fun check(
        offered: String,
        now: Long,
    ): Answer {
        while (failures.isNotEmpty() && failures.first() < now - 60_000) {
            failures.removeFirst()
        }
        return when {
            failures.size >= 10 -> {
                Answer.TOO_MANY
            }

            same(offered, token) -> {
                Answer.RIGHT
            }

            else -> {
                failures.addLast(now)
                Answer.WRONG
            }
        }
    }

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

        private fun same(
            a: String,
            b: String,
        ) = MessageDigest.isEqual(a.toByteArray(), b.toByteArray())

        private fun encode(bytes: ByteArray) = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)

        fun random(bytes: Int): String = encode(ByteArray(bytes).also { SecureRandom().nextBytes(it) })

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
