package dev.riffle.workbench.web.wire

import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.presence.Caret
import dev.riffle.workbench.presence.Present
import dev.riffle.workbench.presence.Room
import dev.riffle.workbench.presence.Whereabouts
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable

@Serializable
@SerialName("whereabouts")
data class WhereaboutsMessage(
    override val notebook: String,
    val cell: String?,
    val caret: WireCaret?,
) : NotebookClientMessage

@Serializable
data class WireCaret(
    val version: Long,
    val anchor: Int,
    val head: Int,
)

@Serializable
@SerialName("people")
data class PeopleMessage(
    val notebook: String?,
    val dashboard: String?,
    val people: List<WirePresent>,
    val more: Int,
) : ServerMessage

@Serializable
data class WirePresent(
    val client: String,
    val name: String?,
    val colour: Int,
    val cell: String?,
    val caret: WireCaret?,
)

fun WhereaboutsMessage.toCore() =
    Whereabouts(
        cell?.let { CellId(it) },
        caret?.let { Caret(it.version, it.anchor, it.head) },
    )

fun List<Present>.toWire(
    room: Room,
    more: Int,
) = PeopleMessage(
    room.document().takeIf { room.kind() == Room.Kind.NOTEBOOK },
    room.document().takeIf { room.kind() == Room.Kind.DASHBOARD },
    map { it.toWire() },
    more,
)

private fun Present.toWire() =
    WirePresent(
        visitor().client(),
        visitor().name(),
        visitor().colour(),
        whereabouts().cell()?.value(),
        whereabouts().caret()?.let { WireCaret(it.version(), it.anchor(), it.head()) },
    )
