package dev.riffle.workbench.web.wire

import dev.riffle.sessions.catalog.Factories
import dev.riffle.workbench.connector.ConnectorJar
import kotlinx.serialization.Serializable

@Serializable
class ConnectorsBody(
    val factories: List<FactoryBody>,
    val jars: List<ConnectorJarBody>,
)

/** @property kinds of `source`, `sink`, `decoding`, `encoding`, `catalog`, `model` */
@Serializable
class FactoryBody(
    val identifier: String,
    val kinds: List<String>,
    val jar: String,
    val options: List<FactoryOptionBody>,
)

@Serializable
class FactoryOptionBody(
    val key: String,
    val required: Boolean,
    val value: String?,
    val description: String,
)

/** @property state one of `loaded`, `afterRestart`, `untilRestart` */
@Serializable
class ConnectorJarBody(
    val name: String,
    val bytes: Long,
    val state: String,
)

fun connectorsBody(
    factories: Factories,
    jars: List<ConnectorJar>,
) = ConnectorsBody(
    factories.factories().map { factory ->
        FactoryBody(
            factory.identifier(),
            factory.kinds().sorted().map { it.name.lowercase() },
            factory.jar(),
            factory.options().map { FactoryOptionBody(it.key(), it.required(), it.value(), it.description()) },
        )
    },
    jars.map { ConnectorJarBody(it.name(), it.bytes(), stateWord(it.state())) },
)

private fun stateWord(state: ConnectorJar.State) =
    when (state) {
        ConnectorJar.State.LOADED -> "loaded"
        ConnectorJar.State.AFTER_RESTART -> "afterRestart"
        ConnectorJar.State.UNTIL_RESTART -> "untilRestart"
    }
