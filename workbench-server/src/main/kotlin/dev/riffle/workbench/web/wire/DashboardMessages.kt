package dev.riffle.workbench.web.wire

import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable

/** What a browser sends about dashboards. */
@Serializable
sealed interface DashboardClientMessage : ClientMessage {
    val dashboard: String
}

/** One that gets exactly one answer. */
sealed interface DashboardRequest :
    DashboardClientMessage,
    Request

@Serializable
@SerialName("openDashboard")
data class OpenDashboardRequest(
    override val request: Long,
    override val dashboard: String,
) : DashboardRequest

@Serializable
@SerialName("closeDashboard")
data class CloseDashboard(
    override val dashboard: String,
) : DashboardClientMessage

@Serializable
@SerialName("editDashboard")
data class EditDashboardRequest(
    override val request: Long,
    override val dashboard: String,
    val editId: String,
    val basedOn: Long,
    val edit: WireDashboardEdit,
) : DashboardRequest

@Serializable
@SerialName("runDashboard")
data class RunDashboardRequest(
    override val request: Long,
    override val dashboard: String,
    val tile: String?,
) : DashboardRequest

@Serializable
@SerialName("stopDashboard")
data class StopDashboardRequest(
    override val request: Long,
    override val dashboard: String,
    val tile: String?,
) : DashboardRequest

@Serializable
@SerialName("dashboard")
data class DashboardMessage(
    val dashboard: WireDashboard,
    val sources: List<WireTileSource>,
    val inputs: List<WireDashboardInput>,
    val role: String,
) : ServerMessage

@Serializable
@SerialName("dashboardEdited")
data class DashboardEdited(
    val dashboard: String,
    val editId: String,
    val document: WireDashboard,
) : ServerMessage

@Serializable
@SerialName("tileSource")
data class TileSourceMessage(
    val dashboard: String,
    val source: WireTileSource,
) : ServerMessage

@Serializable
@SerialName("dashboardGone")
data class DashboardGone(
    val dashboard: String,
) : ServerMessage
