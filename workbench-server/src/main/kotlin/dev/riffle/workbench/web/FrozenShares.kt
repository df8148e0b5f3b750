package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.access.ShareLinkId
import dev.riffle.workbench.access.ShareLinks
import dev.riffle.workbench.live.Freezing
import dev.riffle.workbench.live.FrozenDocuments
import dev.riffle.workbench.web.wire.DashboardMessage
import dev.riffle.workbench.web.wire.NotebookMessage
import dev.riffle.workbench.web.wire.encode
import dev.riffle.workbench.web.wire.encodeFrames
import dev.riffle.workbench.web.wire.frozenShare
import dev.riffle.workbench.web.wire.toWire
import io.ktor.http.HttpStatusCode
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext

/**
 * What frozen links show, encoded once for all who look: the newest that were asked for, at most 64 MB of them. Others are
 * read from the database again.
 */
class FrozenShares(
    private val links: ShareLinks,
    private val documents: FrozenDocuments,
) {
    /**
     * @param document the message that answers who opens it
     * @param results the message with the rows of each view
     */
    class Shown(
        val kind: DocumentReference.Kind,
        val document: String,
        val results: Map<String, Result>,
    ) {
        internal val bytes = document.length + results.values.sumOf { it.message.length }
    }

    class Result(
        val version: Long,
        val message: String,
    )

    private val shown = LinkedHashMap<ShareLinkId, Lazy<Shown?>>(16, 0.75f, true)

    /** What is to be kept of the document as it is now. */
    suspend fun freeze(
        target: DocumentReference,
        showsSql: Boolean,
    ): ByteArray {
        if (!withContext(Dispatchers.IO) { links.hasRoomForFrozen(target) }) {
            throw HttpError(
                HttpStatusCode.TooManyRequests,
                "TOO_MANY",
                "There are ${ShareLinks.MOST_FROZEN} frozen links to this already: end one that is not needed any more.",
            )
        }
        val document = withContext(Dispatchers.IO) { documents.take(target) }.await().orElseThrow { refused(Freezing.Refusal.GONE) }
        val at = System.currentTimeMillis()
        val outcome = withContext(Dispatchers.IO) { Freezing.freeze(document) { encode(it.toWire(showsSql, at)) } }
        return when (outcome) {
            is Freezing.Frozen -> outcome.content()
            is Freezing.Refusal -> throw refused(outcome)
        }
    }

    /** Null where the link has been ended. */
    suspend fun of(link: ShareLink): Shown? =
        withContext(Dispatchers.IO) {
            // Whoever asks while it is being read waits for it.
            val read = synchronized(shown) { shown.getOrPut(link.id()) { lazy { read(link) } } }
            val found =
                try {
                    read.value
                } finally {
                    makeRoom()
                }
            if (found == null) {
                synchronized(shown) { shown.remove(link.id()) }
            }
            found
        }

    /** Whether what it was made for is there, and not in the trash. */
    suspend fun isThere(link: ShareLink) = withContext(Dispatchers.IO) { links.isTargetThere(link) }

    private fun read(link: ShareLink): Shown? =
        links
            .frozen(link.id())
            .map { content ->
                val share = frozenShare(content)
                val results =
                    share.results.associate {
                        it.view to Result(it.version, encodeFrames(listOf(encode(it))).decodeToString())
                    }
                Shown(link.target().kind(), encode(share.document), results)
            }.orElse(null)

    private fun makeRoom() {
        synchronized(shown) {
            val known = shown.values.filter { it.isInitialized() }
            var bytes = known.sumOf { (it.value?.bytes ?: 0).toLong() }
            val oldest = shown.entries.iterator()
            while (oldest.hasNext() && (bytes > MOST_BYTES || shown.size > MOST)) {
                val entry = oldest.next().value
                if (entry.isInitialized()) {
                    bytes -= entry.value?.bytes ?: 0
                    oldest.remove()
                }
            }
        }
    }

    private fun refused(reason: Freezing.Refusal) =
        when (reason) {
            Freezing.Refusal.GONE -> HttpError(HttpStatusCode.NotFound, "NOT_FOUND", reason.message())
            Freezing.Refusal.NO_ROWS -> HttpError(HttpStatusCode.Conflict, reason.name, reason.message())
            Freezing.Refusal.TOO_LARGE -> HttpError(HttpStatusCode.PayloadTooLarge, reason.name, reason.message())
        }

    private companion object {
        const val MOST = 100
        const val MOST_BYTES = 64_000_000L
    }
}
