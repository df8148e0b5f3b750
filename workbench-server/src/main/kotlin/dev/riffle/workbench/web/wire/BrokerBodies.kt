package dev.riffle.workbench.web.wire

import dev.riffle.workbench.broker.BrokerStatus
import kotlinx.serialization.Serializable

/** @property state one of `off`, `starting`, `running` */
@Serializable
class BrokerBody(
    val state: String,
    val servers: String?,
    val message: String,
)

fun BrokerStatus.toWire() = BrokerBody(state().name.lowercase(), servers(), message())
