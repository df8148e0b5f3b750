@file:OptIn(kotlinx.serialization.ExperimentalSerializationApi::class)

package dev.riffle.workbench.web.wire

import dev.riffle.workbench.dashboard.CellReference
import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardEdit
import dev.riffle.workbench.dashboard.Tile
import dev.riffle.workbench.dashboard.TileContent
import dev.riffle.workbench.dashboard.TileId
import dev.riffle.workbench.dashboard.TilePlace
import dev.riffle.workbench.live.Restart
import dev.riffle.workbench.live.TileSource
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.NotebookId
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonClassDiscriminator
import java.util.Locale

/** Dashboards as docs/protocol.md describes them, and their only mapping to core types. */
@Serializable
data class WireDashboard(
    val id: String,
    val title: String,
    val description: String,
    val revision: Long,
    val createdAt: String,
    val updatedAt: String,
    val keptRunning: Boolean,
    val tiles: List<WireTile>,
)

@Serializable
data class WireTile(
    val id: String,
    val x: Int,
    val y: Int,
    val width: Int,
    val height: Int,
    val title: String?,
    val description: String,
    val content: WireTileContent,
)

@Serializable
@JsonClassDiscriminator("kind")
sealed interface WireTileContent

@Serializable
@SerialName("cell")
data class WireCellContent(
    val notebook: String,
    val cell: String,
) : WireTileContent

@Serializable
@SerialName("text")
data class WireTextContent(
    val text: String,
    val notebook: String?,
    val cell: String?,
) : WireTileContent

@Serializable
data class WireTileSource(
    val notebook: String,
    val cell: String,
    val notebookTitle: String,
    val kind: String,
    val chart: WireChart?,
    val text: String?,
    val run: WireRun?,
    val restart: WireRestart?,
    val inputs: List<String>,
)

@Serializable
data class WireRestart(
    val at: String,
    val attempt: Int,
    val problem: WireProblem?,
)

@Serializable
data class WirePlace(
    val tile: String,
    val x: Int,
    val y: Int,
    val width: Int,
    val height: Int,
)

@Serializable
@JsonClassDiscriminator("kind")
sealed interface WireDashboardEdit

@Serializable
@SerialName("addTile")
data class WireAddTile(
    val tile: WireTile,
) : WireDashboardEdit

@Serializable
@SerialName("removeTile")
data class WireRemoveTile(
    val tile: String,
) : WireDashboardEdit

@Serializable
@SerialName("arrangeTiles")
data class WireArrangeTiles(
    val places: List<WirePlace>,
) : WireDashboardEdit

@Serializable
@SerialName("setTile")
data class WireSetTile(
    val tile: String,
    val title: String?,
    val description: String,
    val content: WireTileContent,
) : WireDashboardEdit

@Serializable
@SerialName("setTitle")
data class WireSetDashboardTitle(
    val title: String,
) : WireDashboardEdit

@Serializable
@SerialName("setDescription")
data class WireSetDescription(
    val description: String,
) : WireDashboardEdit

@Serializable
@SerialName("setKeptRunning")
data class WireSetKeptRunning(
    val keptRunning: Boolean,
) : WireDashboardEdit

fun Dashboard.toWire() =
    WireDashboard(
        id().value(),
        title(),
        description(),
        revision(),
        createdAt().toString(),
        updatedAt().toString(),
        keptRunning(),
        tiles().map { it.toWire() },
    )

private fun Tile.toWire() =
    WireTile(
        id().value(),
        place().x(),
        place().y(),
        place().width(),
        place().height(),
        title(),
        description(),
        content().toWire(),
    )

private fun TileContent.toWire(): WireTileContent =
    when (this) {
        is TileContent.OfCell -> WireCellContent(cell().notebook().value(), cell().cell().value())
        is TileContent.Text -> WireTextContent(text(), source()?.notebook()?.value(), source()?.cell()?.value())
    }

fun TileSource.toWire() =
    WireTileSource(
        reference().notebook().value(),
        reference().cell().value(),
        notebookTitle(),
        kind().name.lowercase(Locale.ROOT),
        chart()?.toWire(),
        text(),
        run()?.toWire(),
        restart()?.toWire(),
        inputs(),
    )

private fun Restart.toWire() = WireRestart(at().toString(), attempt(), problem()?.toWire())

fun WireTile.toCore() = Tile(TileId(id), TilePlace(x, y, width, height), title, description, content.toCore())

private fun WireTileContent.toCore(): TileContent =
    when (this) {
        is WireCellContent -> {
            TileContent.OfCell(CellReference(NotebookId(notebook), CellId(cell)))
        }

        is WireTextContent -> {
            require((notebook == null) == (cell == null)) { "a text names both a notebook and a cell, or none" }
            TileContent.Text(text, notebook?.let { CellReference(NotebookId(it), CellId(cell!!)) })
        }
    }

fun WireDashboardEdit.toCore(): DashboardEdit =
    when (this) {
        is WireAddTile -> {
            DashboardEdit.AddTile(tile.toCore())
        }

        is WireRemoveTile -> {
            DashboardEdit.RemoveTile(TileId(tile))
        }

        is WireArrangeTiles -> {
            require(places.size <= Dashboard.MOST_TILES) { "a dashboard has at most ${Dashboard.MOST_TILES} tiles" }
            DashboardEdit.ArrangeTiles(places.associate { TileId(it.tile) to TilePlace(it.x, it.y, it.width, it.height) })
        }

        is WireSetTile -> {
            DashboardEdit.SetTile(TileId(tile), title, description, content.toCore())
        }

        is WireSetDashboardTitle -> {
            DashboardEdit.SetTitle(title)
        }

        is WireSetDescription -> {
            DashboardEdit.SetDescription(description)
        }

        is WireSetKeptRunning -> {
            DashboardEdit.SetKeptRunning(keptRunning)
        }
    }
