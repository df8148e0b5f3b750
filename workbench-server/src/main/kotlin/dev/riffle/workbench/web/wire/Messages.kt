package dev.riffle.workbench.web.wire

import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonArray

/** What a browser sends over its socket; see docs/protocol.md. */
@Serializable
sealed interface ClientMessage

/** One about a notebook. */
@Serializable
sealed interface NotebookClientMessage : ClientMessage {
    val notebook: String
}

/** A message that gets exactly one answer. */
sealed interface Request {
    val request: Long
}

@Serializable
@SerialName("ping")
data object Ping : ClientMessage

@Serializable
@SerialName("openNotebook")
data class OpenNotebookRequest(
    override val request: Long,
    override val notebook: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("closeNotebook")
data class CloseNotebook(
    override val notebook: String,
) : NotebookClientMessage

@Serializable
@SerialName("edit")
data class EditRequest(
    override val request: Long,
    override val notebook: String,
    val editId: String,
    val basedOn: Long,
    val edit: WireEdit,
) : NotebookClientMessage,
    Request

@Serializable
data class WireTextUpdate(
    val client: String,
    val changes: JsonArray,
)

@Serializable
@SerialName("text")
data class TextRequest(
    override val request: Long,
    override val notebook: String,
    val cell: String,
    val version: Long,
    val updates: List<WireTextUpdate>,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("fetchText")
data class FetchTextRequest(
    override val request: Long,
    override val notebook: String,
    val cell: String,
    val version: Long,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("runCell")
data class RunCellRequest(
    override val request: Long,
    override val notebook: String,
    val cell: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("runAll")
data class RunAllRequest(
    override val request: Long,
    override val notebook: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("stopCell")
data class StopCellRequest(
    override val request: Long,
    override val notebook: String,
    val cell: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("stopAll")
data class StopAllRequest(
    override val request: Long,
    override val notebook: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("check")
data class CheckRequest(
    override val request: Long,
    override val notebook: String,
    val text: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("watch")
data class Watch(
    val view: String,
    val seen: Long?,
) : ClientMessage

@Serializable
@SerialName("unwatch")
data class Unwatch(
    val view: String,
) : ClientMessage

/** What the server sends. */
@Serializable
sealed interface ServerMessage

@Serializable
@SerialName("welcome")
data class Welcome(
    val protocol: Int,
    val server: String,
    val version: String,
    val user: String,
) : ServerMessage

@Serializable
@SerialName("cluster")
data class ClusterMessage(
    val cluster: WireCluster,
) : ServerMessage

@Serializable
@SerialName("pong")
data class Pong(
    val at: Long,
) : ServerMessage

@Serializable
@SerialName("accepted")
data class Accepted(
    val request: Long,
    val revision: Long?,
) : ServerMessage

@Serializable
@SerialName("refused")
data class Refused(
    val request: Long,
    val code: String,
    val message: String,
) : ServerMessage

@Serializable
@SerialName("notebook")
data class NotebookMessage(
    val notebook: WireNotebook,
    val runs: List<WireRun>,
    val catalog: WireCatalog?,
    val role: String,
) : ServerMessage

/** What this tab's person may do with a document that it has open. */
@Serializable
@SerialName("role")
data class RoleMessage(
    val kind: String,
    val id: String,
    val role: String,
) : ServerMessage

@Serializable
@SerialName("edited")
data class Edited(
    val notebook: String,
    val revision: Long,
    val editId: String,
    val edit: WireEdit,
) : ServerMessage

@Serializable
@SerialName("textUpdated")
data class TextUpdated(
    val notebook: String,
    val cell: String,
    val version: Long,
    val revision: Long,
    val updates: List<WireTextUpdate>,
) : ServerMessage

@Serializable
@SerialName("textReset")
data class TextReset(
    val notebook: String,
    val cell: String,
    val version: Long,
    val text: String,
) : ServerMessage

@Serializable
@SerialName("notebookGone")
data class NotebookGone(
    val notebook: String,
) : ServerMessage

@Serializable
@SerialName("run")
data class RunMessage(
    val notebook: String,
    val run: WireRun,
) : ServerMessage

@Serializable
@SerialName("catalog")
data class CatalogMessage(
    val notebook: String,
    val catalog: WireCatalog,
) : ServerMessage

@Serializable
@SerialName("problems")
data class Problems(
    val request: Long,
    val problems: List<WireProblem>,
) : ServerMessage

/** What a watched view has come to, or how it changed. */
@Serializable
sealed interface ViewFrame

/** All that the watched views of a tab have to tell at one moment. */
@Serializable
@SerialName("frames")
data class Frames(
    val frames: List<ViewFrame>,
) : ServerMessage

@Serializable
@SerialName("snapshot")
data class SnapshotFrame(
    val view: String,
    val version: Long,
    val schema: WireSchema,
    val rows: WireRows,
    val totals: WireTotals,
    val checksum: Long,
    val changedAt: Long?,
    val emittedAt: Long?,
    val at: Long,
) : ViewFrame

@Serializable
@SerialName("delta")
data class DeltaFrame(
    val view: String,
    val from: Long,
    val to: Long,
    val removedBelow: Long,
    val removed: List<Long>,
    val updated: WireRows,
    val added: WireRows,
    val totals: WireTotals,
    val checksum: Long,
    val changedAt: Long?,
    val emittedAt: Long?,
    val at: Long,
) : ViewFrame

@Serializable
@SerialName("viewGone")
data class ViewGone(
    val view: String,
) : ServerMessage
