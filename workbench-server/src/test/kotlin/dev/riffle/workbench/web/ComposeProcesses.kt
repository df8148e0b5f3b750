package dev.riffle.workbench.web

import java.io.File
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/**
 * The services of a Compose file as processes of this machine, each with the settings that the file gives it and what its
 * image makes of them; only addresses, ports and folders are those of here.
 */
class ComposeProcesses(
    private val file: ComposeFile,
    private val folder: Path,
) : AutoCloseable {
    private val ports = CONTAINER_PORTS.zip(freePorts(CONTAINER_PORTS.size)).toMap()
    private val rpcPort = freePorts(1).single()
    private val started = mutableListOf<Process>()

    /** A value of the file as it is here. */
    fun here(value: String): String =
        value
            .replace(Regex("(jobmanager|kafka|127\\.0\\.0\\.1)?([:/])(${CONTAINER_PORTS.joinToString("|")})\\b")) { found ->
                "127.0.0.1${found.groupValues[2]}${ports.getValue(found.groupValues[3].toInt())}"
            }.replace(Regex("^jobmanager$"), "127.0.0.1")
            .replace("/checkpoints", folder.resolve("checkpoints").toString())
            .replace("/var/lib/kafka/data", folder.resolve("topics").toString())

    fun startJobManager() = startFlink("jobmanager", "JM", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", 0)

    fun startTaskManagers() =
        repeat(file.replicas("taskmanager")) { i ->
            startFlink("taskmanager", "TM", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", i)
        }

    /** As the script of Flink's image: the properties, and the options that Flink computes of them. */
    private fun startFlink(
        service: String,
        kind: String,
        mainClass: String,
        instance: Int,
    ) {
        val place = folder.resolve("$service-$instance").createDirectories()
        val local =
            mapOf(
                "jobmanager.bind-host" to "127.0.0.1",
                "jobmanager.rpc.port" to "$rpcPort",
                "rest.address" to "127.0.0.1",
                "rest.bind-address" to "127.0.0.1",
                "rest.port" to "${ports.getValue(REST_PORT)}",
                "rest.bind-port" to "${ports.getValue(REST_PORT)}",
                "taskmanager.host" to "127.0.0.1",
                "taskmanager.bind-host" to "127.0.0.1",
                "io.tmp.dirs" to "$place",
            )
        val settings = file.flinkProperties(service).mapValues { here(it.value) } + local
        place.resolve("config.yaml").writeText(settings.entries.joinToString("") { (name, value) -> "$name: '$value'\n" })
        val computed = resources(place, "GET_${kind}_RESOURCE_PARAMS")
        val options = computed[0].trim().split(Regex("\\s+")) + flinkOptions()
        launch(place, options, mainClass, listOf("--configDir", "$place") + computed.getOrElse(1) { "" }.trim().split(Regex("\\s+")))
    }

    private fun resources(
        place: Path,
        command: String,
    ): List<String> {
        val process =
            ProcessBuilder(listOf(JAVA) + "-cp" + CLASS_PATH + BASH_UTILS + command + listOf("--configDir", "$place"))
                .directory(place.toFile())
                .redirectError(place.resolve("resources.log").toFile())
                .start()
        val lines = process.inputStream.bufferedReader().readLines()
        check(process.waitFor() == 0) { "$command failed: $lines, see $place" }
        return lines.filter { it.startsWith(RESULT) }.map { it.removePrefix(RESULT) }
    }

    /** As the script of Kafka's image: `KAFKA_NODE_ID` is the property `node.id`, and so on. */
    fun startKafka() {
        val place = folder.resolve("kafka").createDirectories()
        val environment = file.environment("kafka")
        val properties =
            environment
                .filterKeys { it.startsWith("KAFKA_") && it != HEAP }
                .map { (name, value) -> name.removePrefix("KAFKA_").lowercase().replace('_', '.') + "=" + here(value) }
        val settings = place.resolve("server.properties").apply { writeText(properties.joinToString("\n")) }
        val format = listOf("format", "-t", environment.getValue("CLUSTER_ID"), "-c", "$settings")
        val formatted = launch(place, listOf("-Xmx256m"), "kafka.tools.StorageTool", format)
        check(formatted.waitFor(60, TimeUnit.SECONDS) && formatted.exitValue() == 0) { "no storage was made, see $place" }
        launch(place, environment.getValue(HEAP).split(" "), "kafka.Kafka", listOf("$settings"))
    }

    /** Whether what the health check of a service asks for is so. */
    fun isHealthy(service: String): Boolean {
        started.filter { !it.isAlive && it.exitValue() != 0 }.forEach { error("a process ended with ${it.exitValue()}, see $folder") }
        val command = here(((file.service(service)["healthcheck"] as Map<*, *>)["test"] as List<*>).joinToString(" "))
        val address = Regex("http://[0-9.:/a-z]+").find(command)?.value
        return try {
            if (address == null) {
                val (host, port) = Regex("/dev/tcp/([0-9.]+)/(\\d+)").find(command)!!.destructured
                Socket(host, port.toInt()).use { it.isConnected }
            } else {
                val answer = CLIENT.send(HttpRequest.newBuilder(URI(address)).build(), HttpResponse.BodyHandlers.ofString())
                val wanted = Regex("grep -q '([^']+)'").find(command)?.groupValues?.get(1) ?: ""
                answer.statusCode() == 200 && answer.body().contains(wanted)
            }
        } catch (_: java.io.IOException) {
            false
        }
    }

    /** The settings of the workbench, but where it listens and keeps its data. */
    fun workbenchFlags(): Array<String> =
        file
            .environment("workbench")
            .filterKeys { it !in setOf("RIFFLE_HOST", "RIFFLE_DATA") }
            .map { (name, value) -> "--" + name.removePrefix("RIFFLE_").lowercase().replace('_', '-') + "=" + here(value) }
            .toTypedArray()

    private fun launch(
        place: Path,
        options: List<String>,
        mainClass: String,
        arguments: List<String>,
    ): Process {
        val local = listOf("-Driffle.logs=$place", "-Dlog4j2.disable.jmx=true", "-cp", CLASS_PATH)
        val command = listOf(JAVA) + options + local + PARENT_BOUND + mainClass + arguments
        val output = place.resolve("${mainClass.substringAfterLast('.')}.out").toFile()
        return ProcessBuilder(command.filter { it.isNotEmpty() })
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start()
            .also { started += it }
    }

    override fun close() {
        started.reversed().forEach { it.destroy() }
        started.forEach { if (!it.waitFor(10, TimeUnit.SECONDS)) it.destroyForcibly().waitFor() }
    }

    companion object {
        private const val REST_PORT = 8081
        private val CONTAINER_PORTS = listOf(REST_PORT, 9092, 9093)
        private const val HEAP = "KAFKA_HEAP_OPTS"
        private const val RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:"
        private const val BASH_UTILS = "org.apache.flink.runtime.util.bash.BashJavaUtils"
        private const val PARENT_BOUND = "dev.riffle.sessions.cluster.child.ParentBound"
        private val JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        private val CLIENT = HttpClient.newHttpClient()
        val CLASS_PATH: String =
            System
                .getProperty("java.class.path")
                .split(File.pathSeparator)
                .filter { !it.endsWith("test-classes") }
                .joinToString(File.pathSeparator)

        private fun flinkOptions() = System.getProperty("flink.jvm.options").split(" ")

        private fun freePorts(number: Int): List<Int> {
            val sockets = List(number) { ServerSocket(0, 1, InetAddress.getLoopbackAddress()) }
            return sockets.map { it.localPort }.also { sockets.forEach(ServerSocket::close) }
        }
    }
}
