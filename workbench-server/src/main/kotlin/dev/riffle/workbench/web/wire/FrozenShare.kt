package dev.riffle.workbench.web.wire

import dev.riffle.workbench.live.FrozenDocument
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json

/**
 * What a frozen share keeps: the messages that its page gets, already cut to what a link shows. What is not shown, SQL
 * above all, is not kept.
 *
 * @param format of these messages: a later server that has changed them reads older ones too
 */
@Serializable
data class FrozenShare(
    val format: Int,
    val document: ServerMessage,
    val results: List<SnapshotFrame>,
)

private const val FORMAT = 1

/** A field that a later server has no use for any more is passed over. */
private val keptJson = Json(wireJson) { ignoreUnknownKeys = true }

/** @param at when it was frozen, milliseconds since 1970 */
fun FrozenDocument.toWire(
    showsSql: Boolean,
    at: Long,
): FrozenShare {
    val document =
        when (this) {
            is FrozenDocument.OfNotebook -> {
                NotebookMessage(notebook().toWire().forLink(showsSql), runs().map { it.toWire().forLink() }, null, "viewer")
            }

            is FrozenDocument.OfDashboard -> {
                // Nothing is started again, or chosen, in what stands still.
                val sources = sources().map { it.toWire().forLink().copy(restart = null, inputs = emptyList()) }
                DashboardMessage(dashboard().toWire(), sources, inputs().openToViewers(), "viewer")
            }
        }
    return FrozenShare(FORMAT, document, results().map { it.toFrame(it.schema().columns().size, at) as SnapshotFrame })
}

/** As UTF-8. */
fun encode(share: FrozenShare): ByteArray = keptJson.encodeToString(FrozenShare.serializer(), share).encodeToByteArray()

fun frozenShare(content: ByteArray): FrozenShare {
    val share = keptJson.decodeFromString(FrozenShare.serializer(), content.decodeToString())
    check(share.format == FORMAT) { "a frozen share of format ${share.format} is of a newer server" }
    return share
}
