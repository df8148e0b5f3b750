package dev.riffle.workbench.web

import dev.riffle.sessions.changelog.ChangelogMode
import dev.riffle.sessions.changelog.Column
import dev.riffle.sessions.changelog.ColumnType
import dev.riffle.sessions.changelog.Schema
import dev.riffle.sessions.changelog.TypeName
import dev.riffle.sessions.view.Snapshot
import dev.riffle.sessions.view.ViewId
import dev.riffle.sessions.view.ViewRow
import dev.riffle.sessions.view.ViewTotals
import dev.riffle.sessions.view.ViewVersion
import dev.riffle.workbench.web.wire.Frames
import dev.riffle.workbench.web.wire.ServerMessage
import dev.riffle.workbench.web.wire.SnapshotFrame
import dev.riffle.workbench.web.wire.wireJson
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.time.ZoneOffset
import java.util.IdentityHashMap
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors

class FrameCacheTest {
    private val schema = Schema(listOf(Column("n", ColumnType.of(TypeName.BIGINT))), listOf(), ChangelogMode.APPEND, ZoneOffset.UTC)

    private fun snapshot(
        view: String,
        version: Long,
        rows: Long = 500,
    ) = Snapshot(
        ViewId(view),
        schema,
        ViewVersion(version),
        (1..rows).map { ViewRow(it, listOf(it)) },
        ViewTotals(rows, rows, rows, rows),
        0,
        null,
    )

    @Test
    fun `a frame and a message are encoded once however many ask at the same moment`() {
        val cache = FrameCache()
        val update = snapshot("a", 1)
        val other = snapshot("b", 1)
        val barrier = CyclicBarrier(8)
        val pool = Executors.newFixedThreadPool(8)
        val asked =
            (1..8).map {
                pool.submit(
                    Callable {
                        barrier.await()
                        cache.message(listOf(FrameCache.Frame(update, 1), FrameCache.Frame(other, 1)))
                    },
                )
            }
        val distinct = IdentityHashMap<ByteArray, Unit>()
        asked.forEach { distinct[it.get()] = Unit }
        pool.shutdown()
        assertThat(distinct).hasSize(1)
    }

    @Test
    fun `a message is what its frames are, whatever was dropped from the cache since`() {
        val cache = FrameCache()
        for (version in 1L..2_000L) {
            val message = cache.message(listOf(FrameCache.Frame(snapshot("a", version, 3), 1), FrameCache.Frame(snapshot("b", 1, 2), 1)))
            val read = wireJson.decodeFromString(ServerMessage.serializer(), message.decodeToString()) as Frames
            val (first, second) = read.frames.map { it as SnapshotFrame }
            assertThat(first.version).isEqualTo(version)
            assertThat(first.rows.ids).containsExactly(1, 2, 3)
            assertThat(second.view).isEqualTo("b")
        }
    }
}
