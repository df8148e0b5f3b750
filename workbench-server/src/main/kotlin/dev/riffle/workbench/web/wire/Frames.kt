package dev.riffle.workbench.web.wire

import dev.riffle.sessions.view.Delta
import dev.riffle.sessions.view.Snapshot
import dev.riffle.sessions.view.ViewRow
import dev.riffle.sessions.view.ViewTotals
import dev.riffle.sessions.view.ViewUpdate
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** Rows column by column: each column is as long as [ids]. */
@Serializable
data class WireRows(
    val ids: List<Long>,
    val columns: List<JsonArray>,
)

@Serializable
data class WireTotals(
    val heldRows: Long,
    val allRows: Long,
    val changes: Long,
    val receivedChanges: Long,
)

private const val MAX_SAFE_INTEGER = (1L shl 53) - 1

fun ViewUpdate.toFrame(
    columns: Int,
    at: Long,
): ViewFrame =
    when (this) {
        is Snapshot -> {
            SnapshotFrame(
                view().value(),
                version().value(),
                schema().toWire(),
                rows().toWire(columns),
                totals().toWire(),
                checksum().toUInt().toLong(),
                times()?.changedAt(),
                times()?.emittedAt(),
                at,
            )
        }

        is Delta -> {
            DeltaFrame(
                view().value(),
                from().value(),
                to().value(),
                removedBelow(),
                removed(),
                updated().toWire(columns),
                added().toWire(columns),
                totals().toWire(),
                checksum().toUInt().toLong(),
                times()?.changedAt(),
                times()?.emittedAt(),
                at,
            )
        }
    }

fun List<ViewRow>.toWire(columns: Int) =
    WireRows(
        map { it.id() },
        (0 until columns).map { column -> JsonArray(map { value(it.values()[column]) }) },
    )

fun ViewTotals.toWire() = WireTotals(heldRows(), allRows(), changes(), receivedChanges())

/** A value as docs/protocol.md's table of types has it. */
fun value(value: Any?): JsonElement =
    when (value) {
        null -> JsonNull
        is Boolean -> JsonPrimitive(value)
        is Long -> if (value in -MAX_SAFE_INTEGER..MAX_SAFE_INTEGER) JsonPrimitive(value) else JsonPrimitive(value.toString())
        is Double -> if (value.isFinite()) JsonPrimitive(value) else JsonPrimitive(value.toString())
        is String -> JsonPrimitive(value)
        is List<*> -> JsonArray(value.map { value(it) })
        else -> error("not a value of a row: ${value::class}")
    }
