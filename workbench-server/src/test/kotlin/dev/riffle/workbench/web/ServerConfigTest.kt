package dev.riffle.workbench.web

import dev.riffle.sessions.view.ViewBounds
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path

class ServerConfigTest {
    @TempDir
    lateinit var data: Path

    private fun load(
        vararg arguments: String,
        environment: Map<String, String> = emptyMap(),
        file: String? = null,
    ): ServerConfig {
        file?.let { Files.writeString(data.resolve("riffle.yaml"), it) }
        return ServerConfig.load(listOf("--data", data.toString(), *arguments), environment)
    }

    @Test
    fun `a flag wins over the environment, the environment over the file`() {
        assertThat(load(file = "port: 1000\n").port).isEqualTo(1000)
        assertThat(load(file = "port: 1000\n", environment = mapOf("RIFFLE_PORT" to "2000")).port).isEqualTo(2000)
        assertThat(load("--port=3000", file = "port: 1000\n", environment = mapOf("RIFFLE_PORT" to "2000")).port).isEqualTo(3000)
    }

    @Test
    fun `every option can be set in all three places`() {
        for (option in ServerConfig.options.filter { it.name != "data" }) {
            val value =
                when (option.name) {
                    "host" -> "localhost"
                    "cluster" -> "http://flink:8081"
                    "cluster-has-jars" -> "true"
                    "kafka" -> "a:9092,b:9092"
                    "token", "metrics-token" -> "0123456789abcdef"
                    "allowed-hosts" -> "a.example,b.example"
                    "taskmanager-memory" -> "2000"
                    "public-address" -> "http://localhost:9000"
                    "accounts", "oidc-sign-up" -> "true"
                    "oidc-issuer" -> "https://other.example/realm"
                    "log-format" -> "json"
                    else -> "300"
                }
            // Those of a provider, and those of a cluster, go together.
            val group =
                when {
                    option.name.startsWith("oidc-") -> PROVIDER
                    option.name in USER_OF_CLUSTER && option.name != "cluster" -> USER_OF_CLUSTER
                    option.name == "cluster-token" || option.name == "cluster-ca" -> CLUSTER
                    else -> emptyMap()
                }
            val flags = group.filterKeys { it != option.name }.map { (name, set) -> "--$name=$set" }.toTypedArray()
            val unset = load(*group.map { (name, set) -> "--$name=$set" }.toTypedArray())

            fun loadWith(
                environment: Map<String, String> = emptyMap(),
                file: String? = null,
            ) = load(*flags, environment = environment, file = file)
            val byFlag = load(*flags, "--${option.name}", value)
            val variable = "RIFFLE_" + option.name.uppercase().replace('-', '_')
            assertThat(loadWith(mapOf(variable to value))).describedAs(option.name).isEqualTo(byFlag)
            assertThat(loadWith(file = "${option.name}: $value\n")).describedAs(option.name).isEqualTo(byFlag)
            Files.delete(data.resolve("riffle.yaml"))
            assertThat(byFlag).describedAs(option.name).isNotEqualTo(unset)
            assertThat(ServerConfig.help()).contains("--${option.name} ")
        }
    }

    @Test
    fun `beyond this machine there must be accounts`() {
        for (flag in listOf("--host=0.0.0.0", "--public-address=https://riffle.example")) {
            assertThatThrownBy { load(flag) }.hasMessageContaining("Set accounts to true")
            assertThat(load(flag, "--accounts=true").accounts).isTrue()
        }
    }

    @Test
    fun `what is unknown or wrong is an error that names it`() {
        val wrong =
            mapOf<() -> Any, String>(
                { load("--prot", "1") } to "--prot is no setting",
                { load("--log-format", "xml") } to "log-format is text or json",
                { load("port", "1") } to "\"port\" is no option",
                { load("--port") } to "--port needs a value",
                { load("--port", "x") } to "port is a whole number from 0 to 65535, not \"x\"",
                { load("--port", "65536") } to "not \"65536\"",
                { load("--max-bytes", "0") } to "max-bytes is a whole number from 1 to 4096, not \"0\"",
                { load("--max-bytes", "4097") } to "not \"4097\"",
                { load("--token", "short") } to "at least 16 characters",
                { load("--cluster", "ftp://x:1") } to "cluster is \"local\", http://HOST:PORT or https://HOST[:PORT]",
                { load("--cluster", "http://flink:8081/a") } to "not \"http://flink:8081/a\"",
                { load("--cluster", "http://u:p@flink:8081") } to "cluster is \"local\"",
                { load("--cluster", "http://flink") } to "cluster needs a port",
                { load("--cluster-token", "t") } to "cluster-token is for a cluster at an address",
                { load("--cluster", "http://flink:1", "--cluster-user", "u") } to "are set together",
                { load("--cluster", "http://flink:1", "--cluster-user", "u:v", "--cluster-password", "p") } to "can't have a colon",
                { load("--cluster", "http://flink:1", "--cluster-user", "u", "--cluster-token", "t") } to "Set either cluster-token",
                { load("--cluster", "http://flink:1", "--cluster-token", "a b") } to "one word",
                { load("--cluster", "http://flink:1", "--cluster-ca", "a.pem") } to "cluster-ca is for a cluster at https://",
                { load("--kafka", "a") } to "kafka is HOST:PORT",
                { load("--oidc-name", "X") } to "oidc-name needs oidc-issuer",
                { load("--oidc-issuer", "https://login.example") } to "oidc-issuer needs accounts",
                { load("--accounts=true", "--oidc-issuer", "https://login.example") } to "oidc-issuer needs oidc-client-id",
                { load("--accounts=true", "--oidc-issuer", "http://login.example") } to "oidc-issuer is https://HOST[/PATH]",
                { load("--cluster-has-jars", "yes") } to "true or false, not \"yes\"",
                { load(environment = mapOf("RIFFLE_PROT" to "1")) } to "RIFFLE_PROT is no setting",
                { load(file = "prot: 1\n") } to "\"prot\" in ${data.resolve("riffle.yaml")} is no setting",
                { load(file = "data: /elsewhere\n") } to "\"data\" can't be set in",
                { load(file = "- port\n") } to "is no list of \"name: value\" lines",
                { load(file = "port: [1\n") } to "can't be read",
            )
        for ((load, message) in wrong) {
            Files.deleteIfExists(data.resolve("riffle.yaml"))
            assertThatThrownBy { load() }.isInstanceOf(ConfigException::class.java).hasMessageContaining(message)
        }
    }

    @Test
    fun `max-bytes counts in MB`() {
        assertThat(load().maxBytes).isEqualTo(ViewBounds.DEFAULT.maxBytes())
        assertThat(load("--max-bytes", "4096").maxBytes).isEqualTo(4096L * 1024 * 1024)
    }

    @Test
    fun `local is the default, an address means a cluster that is there`() {
        assertThat(load().cluster).isNull()
        assertThat(load("--cluster", "local").cluster).isNull()
        assertThat(load("--cluster", "http://flink:8081").cluster?.address).isEqualTo(URI("http://flink:8081"))
        assertThat(load("--cluster", "https://flink/").cluster?.address).isEqualTo(URI("https://flink:443"))
    }

    private companion object {
        val PROVIDER =
            mapOf(
                "accounts" to "true",
                "oidc-issuer" to "https://login.example",
                "oidc-client-id" to "riffle",
                "oidc-client-secret" to "a secret",
            )
        val CLUSTER = mapOf("cluster" to "https://flink")
        val USER_OF_CLUSTER = CLUSTER + mapOf("cluster-user" to "u", "cluster-password" to "p")
    }
}
