package dev.riffle.workbench.web

import dev.riffle.sessions.rest.RestAccess
import java.io.IOException
import java.net.URI
import java.nio.file.Path
import java.util.Base64

/** A session cluster that is there, and what its REST interface, or the proxy before it, asks for. */
data class ClusterSettings(
    val address: URI,
    private val authorization: String?,
    private val certificates: Path?,
) {
    /** @param folder where a file that Flink needs may be written */
    fun access(folder: Path): RestAccess =
        try {
            RestAccess.to(address, authorization, certificates, folder)
        } catch (e: IOException) {
            throw ConfigException("cluster-ca can't be used: ${e.message}")
        }

    /** Without what it shows to be let in. */
    override fun toString() = address.toString()

    companion object {
        private val OTHERS = listOf("cluster-user", "cluster-password", "cluster-token", "cluster-ca")

        /** Null: the server starts a cluster itself. */
        fun of(settings: Map<String, String>): ClusterSettings? {
            val text = settings["cluster"] ?: "local"
            if (text == "local") {
                OTHERS.find { it in settings }?.let { throw ConfigException("$it is for a cluster at an address: set cluster.") }
                return null
            }
            val address = address(text)
            val certificates = settings["cluster-ca"]?.trim()?.takeIf { it.isNotEmpty() }?.let { Path.of(it).toAbsolutePath() }
            if (certificates != null && address.scheme != "https") {
                throw ConfigException("cluster-ca is for a cluster at https://, not $address.")
            }
            return ClusterSettings(address, authorization(settings), certificates)
        }

        private fun address(text: String): URI {
            val uri = runCatching { URI(text.trim().removeSuffix("/")) }.getOrNull()
            if (uri == null || uri.scheme !in setOf("http", "https") || uri.host == null || uri.userInfo != null ||
                !uri.path.isNullOrEmpty() || uri.query != null || uri.fragment != null
            ) {
                throw ConfigException("cluster is \"local\", http://HOST:PORT or https://HOST[:PORT], not \"$text\".")
            }
            val port =
                when {
                    uri.port > 0 -> uri.port
                    uri.scheme == "https" -> HTTPS_PORT
                    else -> throw ConfigException("cluster needs a port: http://${uri.host}:8081, for example.")
                }
            return URI(uri.scheme, null, uri.host, port, null, null, null)
        }

        private fun authorization(settings: Map<String, String>): String? {
            val user = settings["cluster-user"]
            val password = settings["cluster-password"]
            val token = settings["cluster-token"]?.trim()
            return when {
                token != null && (user != null || password != null) -> {
                    throw ConfigException("Set either cluster-token, or cluster-user and cluster-password.")
                }

                token != null -> {
                    if (token.isNotEmpty() && token.all { it in '!'..'~' }) {
                        "Bearer $token"
                    } else {
                        throw ConfigException("cluster-token is one word of ASCII characters.")
                    }
                }

                user == null && password == null -> {
                    null
                }

                user == null || password == null -> {
                    throw ConfigException("cluster-user and cluster-password are set together.")
                }

                ':' in user -> {
                    throw ConfigException("cluster-user can't have a colon in it.")
                }

                else -> {
                    "Basic " + Base64.getEncoder().encodeToString("$user:$password".toByteArray())
                }
            }
        }

        private const val HTTPS_PORT = 443
    }
}
