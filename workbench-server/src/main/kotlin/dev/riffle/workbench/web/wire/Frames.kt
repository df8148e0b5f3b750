package dev.riffle.workbench.web.wire

import dev.riffle.sessions.view.Delta
import dev.riffle.sessions.view.Snapshot
import dev.riffle.sessions.view.ViewRow
import dev.riffle.sessions.view.ViewTotals
import dev.riffle.sessions.view.ViewUpdate
import kotlinx.serialization.Serializable

/** Rows column by column: each column is as long as [ids]. */
@Serializable
data class WireRows(
    val ids: List<Long>,
    val columns: List<WireValues>,
)

@Serializable
data class WireTotals(
    val heldRows: Long,
    val allRows: Long,
    val changes: Long,
    val receivedChanges: Long,
)

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
        (0 until columns).map { column -> WireValues(map { it.values()[column] }) },
    )

fun ViewTotals.toWire() = WireTotals(heldRows(), allRows(), changes(), receivedChanges())
