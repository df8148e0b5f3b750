package dev.riffle.workbench.web

/** Which keys a Compose file of ours uses, and of what kind their values are, by the Compose specification. */
object ComposeRules {
    private val duration = Regex("(\\d+(us|ms|s|m|h))+")
    private val bytes = Regex("\\d+[bkmg]")
    private val mount = Regex("[a-z]+:/[a-z/]+(:ro)?")
    private val port = Regex("(\\d+\\.\\d+\\.\\d+\\.\\d+:)?\\d+:\\d+")

    private fun text(value: Any?) = value is String

    private fun whole(value: Any?) = value is Int && value > 0

    private fun like(pattern: Regex) = { value: Any? -> value is String && pattern.matches(value) }

    private fun listOf(each: (Any?) -> Boolean) = { value: Any? -> value is List<*> && value.isNotEmpty() && value.all(each) }

    private fun oneOf(vararg words: String) = { value: Any? -> value in words }

    private fun record(vararg keys: Pair<String, (Any?) -> Boolean>) =
        { value: Any? -> value is Map<*, *> && value.all { (key, inner) -> keys.toMap()[key]?.invoke(inner) == true } }

    private fun table(each: (Any?) -> Boolean) =
        { value: Any? -> value is Map<*, *> && value.all { (key, inner) -> key is String && each(inner) } }

    private fun command(value: Any?) = listOf(::text)(value) && (value as List<*>).first() in setOf("CMD", "CMD-SHELL") && value.size > 1

    private val service: Map<String, (Any?) -> Boolean> =
        mapOf(
            "image" to ::text,
            "build" to record("context" to ::text, "target" to ::text),
            "command" to ::text,
            "restart" to oneOf("no", "always", "on-failure", "unless-stopped"),
            "depends_on" to table(record("condition" to oneOf("service_started", "service_healthy"))),
            // YAML's true is no text, and Compose refuses it here.
            "environment" to table(::text),
            "healthcheck" to
                record(
                    "test" to ::command,
                    "interval" to like(duration),
                    "timeout" to like(duration),
                    "start_period" to like(duration),
                    "retries" to ::whole,
                ),
            "volumes" to listOf(like(mount)),
            "ports" to listOf(like(port)),
            "networks" to listOf(::text),
            "cap_drop" to listOf(::text),
            "security_opt" to listOf(::text),
            "mem_limit" to like(bytes),
            "pids_limit" to ::whole,
            "stop_grace_period" to like(duration),
            "deploy" to record("replicas" to ::whole),
        )

    /** What is wrong, each with its place; none where all is well. */
    fun problems(file: ComposeFile): List<String> {
        val found = mutableListOf<String>()
        for (key in file.content.keys) {
            if (key !in setOf("name", "services", "networks", "volumes") && !(key as String).startsWith("x-")) {
                found += "$key is no part of a Compose file"
            }
        }
        for ((name, content) in file.services) {
            for ((key, value) in content) {
                val rule = service[key]
                when {
                    rule == null -> found += "$name.$key is not known"
                    !rule(value) -> found += "$name.$key can't be $value"
                }
            }
            found += references(file, name, content)
        }
        return found
    }

    private fun references(
        file: ComposeFile,
        name: String,
        content: Map<*, *>,
    ): List<String> {
        val found = mutableListOf<String>()
        for ((other, how) in content["depends_on"] as? Map<*, *> ?: emptyMap<Any, Any>()) {
            val needed = file.services[other]
            if (needed == null) {
                found += "$name depends on $other, which is not there"
            } else if ((how as Map<*, *>)["condition"] == "service_healthy" && "healthcheck" !in needed) {
                found += "$name waits for the health of $other, which has no health check"
            }
        }
        for (volume in content["volumes"] as? List<*> ?: emptyList<Any>()) {
            if ((volume as String).substringBefore(':') !in (file.content["volumes"] as Map<*, *>)) {
                found += "$name mounts $volume, which is declared nowhere"
            }
        }
        for (network in content["networks"] as? List<*> ?: emptyList<Any>()) {
            if (network !in (file.content["networks"] as Map<*, *>)) {
                found += "$name is in the network $network, which is declared nowhere"
            }
        }
        return found
    }
}
