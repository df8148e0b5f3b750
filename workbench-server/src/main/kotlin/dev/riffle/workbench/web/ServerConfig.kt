package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.LogFormat
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists

/** A setting that is wrong, said so that a person can mend it. */
class ConfigException(
    message: String,
) : Exception(message)

/** How this server runs. The same names as flags (`--port`), environment (`RIFFLE_PORT`) and in `riffle.yaml` (`port`). */
data class ServerConfig(
    val port: Int,
    val host: String,
    val data: Path,
    val cluster: ClusterSettings?,
    val clusterHasJars: Boolean,
    val kafka: String?,
    val token: String?,
    val metricsToken: String?,
    val allowedHosts: List<String>,
    val publicAddress: URI?,
    val accounts: Boolean,
    val openId: OpenIdSettings?,
    val maxRows: Int,
    val maxBytes: Long,
    val jobManagerMemory: Int,
    val taskManagerMemory: Int,
    val slots: Int,
    val unwatchedSeconds: Long,
    val viewerRuns: Int,
    val viewerRunSeconds: Long,
    val logFormat: LogFormat,
) {
    companion object {
        val options =
            listOf(
                Option("port", "N", "port to listen on; 0 for any free one (8273)"),
                Option("host", "H", "address to listen on (127.0.0.1)"),
                Option("data", "DIR", "data directory (~/.riffle)"),
                Option("cluster", "local|URL", "\"local\", or the REST address of a session cluster, http:// or https:// (local)"),
                Option(
                    "cluster-user",
                    "NAME",
                    "whom the cluster's REST interface, or the proxy before it, is told by basic authentication (none)",
                ),
                Option("cluster-password", "P", "the password of that user (better in riffle.yaml)"),
                Option("cluster-token", "T", "a bearer token in place of a user and a password (better in riffle.yaml)"),
                Option("cluster-ca", "FILE", "PEM file of the certificates to trust at an https:// cluster (those that Java trusts)"),
                Option("cluster-has-jars", "true|false", "the cluster has the tap's and the samples' jars on its class path (false)"),
                Option("kafka", "H:P,H:P", "brokers that sample notebooks use (one of this server, where somebody starts it)"),
                Option("token", "T", "token of the first visit, at least 16 characters (made at the first start and kept)"),
                Option(
                    "metrics-token",
                    "T",
                    "what a scraper of /metrics sends as a bearer token, at least 16 characters (administrators alone)",
                ),
                Option("allowed-hosts", "H,H", "further host names that requests may come in by (none)"),
                Option("public-address", "URL", "http(s)://HOST[:PORT] by which browsers reach this server through a proxy (none)"),
                Option("accounts", "true|false", "people sign in to accounts of their own; needed beyond this machine (false)"),
                Option("oidc-issuer", "URL", "OpenID Connect provider by which people may sign in (none)"),
                Option("oidc-client-id", "ID", "what the provider calls this server"),
                Option("oidc-client-secret", "S", "what the provider gave this server to show (better in riffle.yaml)"),
                Option("oidc-name", "NAME", "what the page calls the provider (its host name)"),
                Option("oidc-sign-up", "true|false", "whoever the provider lets in gets an account, without an invitation (false)"),
                Option("max-rows", "N", "rows that a live result holds, 1 to 1,000,000 (10000)"),
                Option("max-bytes", "MB", "values that a live result holds, in MB, 1 to 4096 (32)"),
                Option("jobmanager-memory", "MB", "heap of the local JobManager (400)"),
                Option("taskmanager-memory", "MB", "all memory of the local TaskManager, from 800 (1600)"),
                Option("slots", "N", "task slots of the local TaskManager (16)"),
                Option("unwatched-seconds", "N", "a query that nobody watches ends after that many seconds; 0 for never (1800)"),
                Option("viewer-runs", "N", "queries of a notebook for values that viewers of share links chose, at once (8)"),
                Option("viewer-run-seconds", "N", "such a query ends that many seconds after its last viewer left (30)"),
                Option("log-format", "text|json", "lines of the server's and the local cluster's logs (text)"),
            )

        fun help(): String =
            buildString {
                appendLine("Riffle: a notebook for streaming SQL.")
                appendLine()
                appendLine("Usage: riffle [options]")
                appendLine()
                for (option in options) {
                    appendLine("  --" + "${option.name} ${option.value}".padEnd(30) + option.meaning)
                }
                appendLine("  --" + "help".padEnd(30) + "this text")
                appendLine()
                appendLine("Each may also be set as RIFFLE_PORT and so on in the environment, or as \"port: …\" and so on in")
                appendLine("riffle.yaml in the data directory. A flag wins over the environment, the environment over the file.")
            }

        fun load(
            arguments: List<String>,
            environment: Map<String, String>,
        ): ServerConfig {
            val flags = flags(arguments)
            val variables = variables(environment)
            val data =
                Path.of(
                    (flags["data"] ?: variables["data"] ?: "~/.riffle").replaceFirst(Regex("^~"), System.getProperty("user.home")),
                )
            val file = file(data.resolve("riffle.yaml"))
            val settings = file + variables + flags
            val host = settings["host"] ?: "127.0.0.1"
            val publicAddress = settings["public-address"]?.let(::publicAddress)
            val accounts = flag(settings, "accounts")
            if (!accounts && (host !in Access.LOOPBACK || publicAddress?.host?.let { it !in Access.LOOPBACK } == true)) {
                throw ConfigException(
                    "Beyond this machine Riffle needs accounts: whoever may run SQL may run code on the cluster. Set accounts to true.",
                )
            }
            return ServerConfig(
                port = number(settings, "port", 8273, 0..65_535),
                host = host,
                data = data.toAbsolutePath().normalize(),
                cluster = ClusterSettings.of(settings),
                clusterHasJars = flag(settings, "cluster-has-jars"),
                kafka = settings["kafka"]?.trim()?.also(::requireBrokers),
                token = settings["token"]?.trim()?.also { requireLength("token", it) },
                metricsToken = settings["metrics-token"]?.trim()?.also { requireLength("metrics-token", it) },
                allowedHosts = (settings["allowed-hosts"] ?: "").split(',').map { it.trim() }.filter { it.isNotEmpty() },
                publicAddress = publicAddress,
                accounts = accounts,
                openId = openId(settings, accounts),
                maxRows = number(settings, "max-rows", 10_000, 1..1_000_000),
                maxBytes = number(settings, "max-bytes", 32, 1..4_096).toLong() shl 20,
                jobManagerMemory = number(settings, "jobmanager-memory", 400, 128..65_536),
                taskManagerMemory = number(settings, "taskmanager-memory", 1_600, 800..1_000_000),
                slots = number(settings, "slots", 16, 1..1_000),
                unwatchedSeconds = number(settings, "unwatched-seconds", 1_800, 0..Int.MAX_VALUE).toLong(),
                viewerRuns = number(settings, "viewer-runs", 8, 0..1_000),
                viewerRunSeconds = number(settings, "viewer-run-seconds", 30, 0..86_400).toLong(),
                logFormat = logFormat(settings["log-format"] ?: "text"),
            )
        }

        private fun flags(arguments: List<String>): Map<String, String> {
            val settings = mutableMapOf<String, String>()
            var i = 0
            while (i < arguments.size) {
                val argument = arguments[i]
                if (!argument.startsWith("--")) {
                    throw ConfigException("\"$argument\" is no option. riffle --help lists them.")
                }
                val name = argument.removePrefix("--").substringBefore('=')
                known(name, "--$name")
                if (argument.contains('=')) {
                    settings[name] = argument.substringAfter('=')
                } else {
                    i++
                    settings[name] = arguments.getOrNull(i) ?: throw ConfigException("--$name needs a value.")
                }
                i++
            }
            return settings
        }

        private fun variables(environment: Map<String, String>): Map<String, String> =
            environment.filterKeys { it.startsWith("RIFFLE_") }.entries.associate { (variable, value) ->
                val name = variable.removePrefix("RIFFLE_").lowercase().replace('_', '-')
                known(name, variable)
                name to value
            }

        private fun file(path: Path): Map<String, String> {
            if (!path.exists()) {
                return emptyMap()
            }
            val loaded =
                try {
                    Load(LoadSettings.builder().setLabel(path.toString()).build()).loadFromString(Files.readString(path))
                } catch (e: RuntimeException) {
                    throw ConfigException("$path can't be read: ${e.message}")
                }
            if (loaded == null) {
                return emptyMap()
            }
            val entries = loaded as? Map<*, *> ?: throw ConfigException("$path is no list of \"name: value\" lines.")
            return entries.entries.associate { (name, value) ->
                known(name.toString(), "\"$name\" in $path")
                if (name == "data") {
                    throw ConfigException("\"data\" can't be set in $path: the file lies in the data directory.")
                }
                name.toString() to if (value is List<*>) value.joinToString(",") else value.toString()
            }
        }

        private fun known(
            name: String,
            shown: String,
        ) {
            if (options.none { it.name == name }) {
                throw ConfigException("$shown is no setting. riffle --help lists them.")
            }
        }

        private fun number(
            settings: Map<String, String>,
            name: String,
            default: Int,
            range: IntRange,
        ): Int {
            val text = settings[name] ?: return default
            return text.toIntOrNull()?.takeIf { it in range }
                ?: throw ConfigException("$name is a whole number from ${range.first} to ${range.last}, not \"$text\".")
        }

        private fun flag(
            settings: Map<String, String>,
            name: String,
        ): Boolean =
            when (val text = settings[name] ?: "false") {
                "true" -> true
                "false" -> false
                else -> throw ConfigException("$name is true or false, not \"$text\".")
            }

        private fun logFormat(text: String): LogFormat =
            LogFormat.entries.find { it.name.lowercase() == text } ?: throw ConfigException("log-format is text or json, not \"$text\".")

        private fun requireLength(
            name: String,
            token: String,
        ) {
            if (token.length < LEAST_TOKEN_LENGTH) {
                throw ConfigException("The $name needs at least $LEAST_TOKEN_LENGTH characters.")
            }
        }

        private const val LEAST_TOKEN_LENGTH = 16

        private fun requireBrokers(text: String) {
            if (!Regex("[A-Za-z0-9._\\-\\[\\]:]+:[0-9]+(,[A-Za-z0-9._\\-\\[\\]:]+:[0-9]+)*").matches(text)) {
                throw ConfigException("kafka is HOST:PORT, or several of them with commas between, not \"$text\".")
            }
        }

        private fun publicAddress(text: String): URI {
            val uri = runCatching { URI(text.trim().removeSuffix("/").lowercase()) }.getOrNull()
            if (uri == null || uri.scheme !in setOf("http", "https") || uri.host == null || !uri.path.isNullOrEmpty() ||
                uri.query != null
            ) {
                throw ConfigException("public-address is http://HOST[:PORT] or https://HOST[:PORT], not \"$text\".")
            }
            return uri
        }

        private fun openId(
            settings: Map<String, String>,
            accounts: Boolean,
        ): OpenIdSettings? {
            val isOpen = flag(settings, "oidc-sign-up")
            val text =
                settings["oidc-issuer"]
                    ?: settings.keys.find { it.startsWith("oidc-") }?.let { throw ConfigException("$it needs oidc-issuer.") }
                    ?: return null
            val issuer = runCatching { URI(text.trim()) }.getOrNull()
            if (issuer?.host == null || !OpenIdProvider.isSafe(issuer) || issuer.query != null || issuer.fragment != null) {
                throw ConfigException("oidc-issuer is https://HOST[/PATH], not \"$text\".")
            }
            if (!accounts) {
                throw ConfigException("oidc-issuer needs accounts: set accounts to true.")
            }

            fun needed(name: String) =
                settings[name]?.trim()?.takeIf { it.isNotEmpty() } ?: throw ConfigException("oidc-issuer needs $name.")
            return OpenIdSettings(
                issuer,
                needed("oidc-client-id"),
                needed("oidc-client-secret"),
                settings["oidc-name"]?.trim()?.takeIf { it.isNotEmpty() } ?: issuer.host,
                isOpen,
            )
        }
    }

    data class Option(
        val name: String,
        val value: String,
        val meaning: String,
    )
}
