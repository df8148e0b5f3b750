@file:OptIn(kotlinx.serialization.ExperimentalSerializationApi::class)

package dev.riffle.workbench.web.wire

import dev.riffle.sessions.statement.InputType
import dev.riffle.workbench.live.DashboardInput
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.Input
import dev.riffle.workbench.notebook.InputChoice
import dev.riffle.workbench.notebook.InputOptions
import dev.riffle.workbench.notebook.InputWidget
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonClassDiscriminator
import java.util.Locale

/** Inputs as docs/protocol.md describes them, and their only mapping to core types. */
@Serializable
data class WireInput(
    val name: String,
    val label: String,
    val type: String,
    val choice: String,
    val options: WireInputOptions?,
    val default: List<String>,
    val widget: String,
    val minimum: String?,
    val maximum: String?,
    val step: String?,
    val viewersMayChange: Boolean,
)

@Serializable
@JsonClassDiscriminator("kind")
sealed interface WireInputOptions

@Serializable
@SerialName("list")
data class WireListedOptions(
    val values: List<String>,
) : WireInputOptions

@Serializable
@SerialName("query")
data class WireQueryOptions(
    val cell: String?,
    val column: String,
) : WireInputOptions

/** One input of a dashboard; [scope] says for whom this person's change of it holds. */
@Serializable
data class WireDashboardInput(
    val notebook: String,
    val notebookTitle: String,
    val cell: String,
    val input: WireInput,
    val values: List<String>,
    val sharedValues: List<String>,
    val scope: String,
)

@Serializable
@SerialName("fetchInputOptions")
data class FetchInputOptionsRequest(
    override val request: Long,
    override val notebook: String,
    val cell: String,
) : NotebookClientMessage,
    Request

@Serializable
@SerialName("fetchDashboardInputOptions")
data class FetchDashboardInputOptionsRequest(
    override val request: Long,
    override val dashboard: String,
    val notebook: String,
    val cell: String,
) : DashboardRequest

/** [values] null: back to the notebook's. */
@Serializable
@SerialName("setDashboardInput")
data class SetDashboardInputRequest(
    override val request: Long,
    override val dashboard: String,
    val notebook: String,
    val cell: String,
    val values: List<String>?,
) : DashboardRequest

@Serializable
@SerialName("inputOptions")
data class InputOptionsMessage(
    val request: Long,
    val options: List<String>,
    val more: Boolean,
) : ServerMessage

@Serializable
@SerialName("dashboardInputs")
data class DashboardInputsMessage(
    val dashboard: String,
    val inputs: List<WireDashboardInput>,
) : ServerMessage

fun Input.toWire() =
    WireInput(
        name(),
        label(),
        type().name.lowercase(Locale.ROOT),
        choice().name.lowercase(Locale.ROOT),
        options()?.toWire(),
        initial(),
        widget().name.lowercase(Locale.ROOT),
        minimum(),
        maximum(),
        step(),
        viewersMayChange(),
    )

private fun InputOptions.toWire(): WireInputOptions =
    when (this) {
        is InputOptions.Listed -> WireListedOptions(values())
        is InputOptions.OfQuery -> WireQueryOptions(cell()?.value(), column())
    }

/** @throws dev.riffle.workbench.notebook.InvalidInputException where it does not hold together */
fun WireInput.toCore() =
    Input(
        name,
        label,
        wordOf<InputType>(type),
        wordOf<InputChoice>(choice),
        options?.toCore(),
        default,
        wordOf<InputWidget>(widget),
        minimum,
        maximum,
        step,
        viewersMayChange,
    )

private fun WireInputOptions.toCore(): InputOptions =
    when (this) {
        is WireListedOptions -> InputOptions.Listed(values)
        is WireQueryOptions -> InputOptions.OfQuery(cell?.let { CellId(it) }, column)
    }

fun DashboardInput.toWire() = toWire(scope().name.lowercase(Locale.ROOT))

private fun DashboardInput.toWire(scope: String) =
    WireDashboardInput(
        notebook().value(),
        notebookTitle(),
        cell().id().value(),
        cell().input().toWire(),
        values(),
        cell().values(),
        scope,
    )

/** What a frozen share tells of them: the values that its rows were found with. */
fun List<DashboardInput>.openToViewers() = filter { it.cell().input().viewersMayChange() }.map { it.toWire("none") }
