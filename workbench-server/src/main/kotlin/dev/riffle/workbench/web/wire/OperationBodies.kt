package dev.riffle.workbench.web.wire

import kotlinx.serialization.Serializable

/**
 * @property status `ready` or `waiting`
 * @property database `ok` or `failed`
 * @property cluster the state of the cluster, as in `/api/cluster`
 */
@Serializable
class ReadinessBody(
    val status: String,
    val database: String,
    val cluster: String,
)
