package dev.riffle.workbench.web

import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import java.nio.file.Path
import kotlin.io.path.readText

/** What `docker-compose.yml` says, with its merge keys filled in. */
class ComposeFile private constructor(
    val content: Map<*, *>,
) {
    val services: Map<String, Map<*, *>> =
        (content["services"] as Map<*, *>).entries.associate { (name, service) -> name as String to merged(service as Map<*, *>) }

    fun service(name: String) = services.getValue(name)

    fun environment(service: String): Map<String, String> =
        (service(service)["environment"] as Map<*, *>).entries.associate { (name, value) -> name as String to value as String }

    /** `name: value` lines, as the entry point of Flink's image takes them. */
    fun flinkProperties(service: String): Map<String, String> =
        environment(service)
            .getValue("FLINK_PROPERTIES")
            .lines()
            .filter { it.isNotBlank() }
            .associate { it.substringBefore(": ") to it.substringAfter(": ") }

    fun replicas(service: String): Int = (service(service)["deploy"] as Map<*, *>?)?.get("replicas") as Int? ?: 1

    companion object {
        /** The folder of the project; tests run in that of their module. */
        val ROOT: Path = Path.of("..").toAbsolutePath().normalize()

        fun read() =
            ComposeFile(
                Load(LoadSettings.builder().build()).loadFromString(ROOT.resolve("docker-compose.yml").readText()) as Map<*, *>,
            )

        private fun merged(map: Map<*, *>): Map<*, *> = (map["<<"] as Map<*, *>? ?: emptyMap<Any, Any>()) + map.filterKeys { it != "<<" }
    }
}
