@file:OptIn(kotlinx.serialization.ExperimentalSerializationApi::class)

package dev.riffle.workbench.web.wire

import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.RuntimeMode
import dev.riffle.workbench.notebook.Cell
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.Chart
import dev.riffle.workbench.notebook.ChartType
import dev.riffle.workbench.notebook.InputEdit
import dev.riffle.workbench.notebook.Notebook
import dev.riffle.workbench.notebook.NotebookEdit
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonClassDiscriminator
import java.util.Locale

/** Documents and edits as docs/protocol.md describes them, and their only mapping to core types. */
@Serializable
data class WireNotebook(
    val id: String,
    val title: String,
    val runtimeMode: String,
    val delivery: String,
    val revision: Long,
    val createdAt: String,
    val updatedAt: String,
    val cells: List<WireCell>,
)

@Serializable
@JsonClassDiscriminator("kind")
sealed interface WireCell {
    val id: String
    val collapsed: Boolean
}

@Serializable
@SerialName("sql")
data class WireSqlCell(
    override val id: String,
    override val collapsed: Boolean,
    val text: String,
    val textVersion: Long,
) : WireCell

@Serializable
@SerialName("markdown")
data class WireMarkdownCell(
    override val id: String,
    override val collapsed: Boolean,
    val text: String,
    val textVersion: Long,
) : WireCell

@Serializable
@SerialName("chart")
data class WireChartCell(
    override val id: String,
    override val collapsed: Boolean,
    val chart: WireChart,
) : WireCell

@Serializable
@SerialName("input")
data class WireInputCell(
    override val id: String,
    override val collapsed: Boolean,
    val input: WireInput,
    val values: List<String>,
) : WireCell

@Serializable
data class WireChart(
    val source: String?,
    val statement: Int?,
    val type: String,
    val x: String?,
    val y: List<String>,
    val series: String?,
    val title: String,
    val stacked: Boolean,
    val horizontal: Boolean,
)

@Serializable
@JsonClassDiscriminator("kind")
sealed interface WireEdit

@Serializable
@SerialName("insertCell")
data class WireInsertCell(
    val cell: WireCell,
    val after: String?,
) : WireEdit

@Serializable
@SerialName("deleteCell")
data class WireDeleteCell(
    val cell: String,
) : WireEdit

@Serializable
@SerialName("moveCell")
data class WireMoveCell(
    val cell: String,
    val after: String?,
) : WireEdit

@Serializable
@SerialName("setKind")
data class WireSetKind(
    val cell: String,
    val cellKind: String,
) : WireEdit

@Serializable
@SerialName("setCollapsed")
data class WireSetCollapsed(
    val cell: String,
    val collapsed: Boolean,
) : WireEdit

@Serializable
@SerialName("setChart")
data class WireSetChart(
    val cell: String,
    val chart: WireChart,
) : WireEdit

/** [values] null: those that it has, where they fit, else its default. */
@Serializable
@SerialName("setInput")
data class WireSetInput(
    val cell: String,
    val input: WireInput,
    val values: List<String>?,
) : WireEdit

@Serializable
@SerialName("setInputValue")
data class WireSetInputValue(
    val cell: String,
    val values: List<String>,
) : WireEdit

@Serializable
@SerialName("setTitle")
data class WireSetTitle(
    val title: String,
) : WireEdit

@Serializable
@SerialName("setRuntimeMode")
data class WireSetRuntimeMode(
    val runtimeMode: String,
) : WireEdit

@Serializable
@SerialName("setDelivery")
data class WireSetDelivery(
    val delivery: String,
) : WireEdit

fun Notebook.toWire() =
    WireNotebook(
        id().value(),
        title(),
        runtimeMode().name.lowercase(Locale.ROOT),
        delivery().name.lowercase(Locale.ROOT),
        revision(),
        createdAt().toString(),
        updatedAt().toString(),
        cells().map { it.toWire() },
    )

fun Cell.toWire(): WireCell =
    when (this) {
        is Cell.Sql -> WireSqlCell(id().value(), collapsed(), text(), textVersion())
        is Cell.Markdown -> WireMarkdownCell(id().value(), collapsed(), text(), textVersion())
        is Cell.ChartCell -> WireChartCell(id().value(), collapsed(), chart().toWire())
        is Cell.InputCell -> WireInputCell(id().value(), collapsed(), input().toWire(), values())
        is Cell.Text -> error("a text is SQL or Markdown")
    }

fun Chart.toWire() =
    WireChart(
        source()?.value(),
        statement(),
        type().name.lowercase(Locale.ROOT),
        x(),
        y(),
        series(),
        title(),
        stacked(),
        horizontal(),
    )

/** A new cell: its text has version 0, whatever was sent. */
fun WireCell.toCore(): Cell =
    when (this) {
        is WireSqlCell -> Cell.Sql(CellId(id), collapsed, text, 0)
        is WireMarkdownCell -> Cell.Markdown(CellId(id), collapsed, text, 0)
        is WireChartCell -> Cell.ChartCell(CellId(id), collapsed, chart.toCore())
        is WireInputCell -> Cell.InputCell(CellId(id), collapsed, input.toCore(), values)
    }

fun WireChart.toCore() =
    Chart(
        source?.let { CellId(it) },
        statement,
        wordOf<ChartType>(type),
        x,
        y,
        series,
        title,
        stacked,
        horizontal,
    )

fun WireEdit.toCore(): NotebookEdit =
    when (this) {
        is WireInsertCell -> NotebookEdit.InsertCell(cell.toCore(), after?.let { CellId(it) })
        is WireDeleteCell -> NotebookEdit.DeleteCell(CellId(cell))
        is WireMoveCell -> NotebookEdit.MoveCell(CellId(cell), after?.let { CellId(it) })
        is WireSetKind -> NotebookEdit.SetKind(CellId(cell), sqlOrMarkdown(cellKind))
        is WireSetCollapsed -> NotebookEdit.SetCollapsed(CellId(cell), collapsed)
        is WireSetChart -> NotebookEdit.SetChart(CellId(cell), chart.toCore())
        is WireSetInput -> InputEdit.SetInput(CellId(cell), input.toCore(), values)
        is WireSetInputValue -> InputEdit.SetInputValue(CellId(cell), values)
        is WireSetTitle -> NotebookEdit.SetTitle(title)
        is WireSetRuntimeMode -> NotebookEdit.SetRuntimeMode(wordOf<RuntimeMode>(runtimeMode))
        is WireSetDelivery -> NotebookEdit.SetDelivery(wordOf<Delivery>(delivery))
    }

fun NotebookEdit.toWire(): WireEdit =
    when (this) {
        is NotebookEdit.InsertCell -> WireInsertCell(cell().toWire(), after()?.value())
        is NotebookEdit.DeleteCell -> WireDeleteCell(cell().value())
        is NotebookEdit.MoveCell -> WireMoveCell(cell().value(), after()?.value())
        is NotebookEdit.SetKind -> WireSetKind(cell().value(), if (sql()) "sql" else "markdown")
        is NotebookEdit.SetCollapsed -> WireSetCollapsed(cell().value(), collapsed())
        is NotebookEdit.SetChart -> WireSetChart(cell().value(), chart().toWire())
        is InputEdit.SetInput -> WireSetInput(cell().value(), input().toWire(), values())
        is InputEdit.SetInputValue -> WireSetInputValue(cell().value(), values())
        is NotebookEdit.SetTitle -> WireSetTitle(title())
        is NotebookEdit.SetRuntimeMode -> WireSetRuntimeMode(mode().name.lowercase(Locale.ROOT))
        is NotebookEdit.SetDelivery -> WireSetDelivery(delivery().name.lowercase(Locale.ROOT))
    }

private fun sqlOrMarkdown(kind: String) =
    when (kind) {
        "sql" -> true
        "markdown" -> false
        else -> throw IllegalArgumentException("a text cell is sql or markdown, not $kind")
    }

/** The enum value that a lower-case word names. */
inline fun <reified T : Enum<T>> wordOf(word: String): T =
    enumValues<T>().firstOrNull { it.name.lowercase(Locale.ROOT) == word }
        ?: throw IllegalArgumentException(
            "\"${word.take(40)}\" is none of ${enumValues<T>().joinToString { it.name.lowercase(Locale.ROOT) }}",
        )
