package dev.riffle.workbench.web

import dev.riffle.sessions.catalog.CatalogListing
import dev.riffle.sessions.changelog.ChangelogMode
import dev.riffle.sessions.changelog.Column
import dev.riffle.sessions.changelog.ColumnType
import dev.riffle.sessions.changelog.Schema
import dev.riffle.sessions.changelog.TypeName
import dev.riffle.sessions.feed.Subscription
import dev.riffle.sessions.feed.ViewFeed
import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.Inputs
import dev.riffle.sessions.session.RanCell
import dev.riffle.sessions.session.RunId
import dev.riffle.sessions.session.RunState
import dev.riffle.sessions.session.RunStatus
import dev.riffle.sessions.session.RuntimeMode
import dev.riffle.sessions.session.Session
import dev.riffle.sessions.session.SessionFactory
import dev.riffle.sessions.session.SessionListener
import dev.riffle.sessions.session.SessionOptions
import dev.riffle.sessions.session.StatementRun
import dev.riffle.sessions.statement.Problem
import dev.riffle.sessions.statement.SourcePosition
import dev.riffle.sessions.statement.SourceRange
import dev.riffle.sessions.statement.Statement
import dev.riffle.sessions.statement.StatementKind
import dev.riffle.sessions.view.Snapshot
import dev.riffle.sessions.view.ViewBounds
import dev.riffle.sessions.view.ViewId
import dev.riffle.sessions.view.ViewTotals
import dev.riffle.sessions.view.ViewVersion
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.ViewerRunLimits
import dev.riffle.workbench.notebook.Notebook
import dev.riffle.workbench.storage.Database
import dev.riffle.workbench.storage.NotebookStore
import dev.riffle.workbench.storage.SessionLogStore
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import java.util.Optional
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/**
 * Sessions without a cluster, in which whatever cell is run runs at once and has a result without rows, its view named
 * after the cell. Safe for use from any thread.
 *
 * @param opening called while a notebook is being opened
 */
class RunningSessions(
    private val opening: () -> Unit = {},
) : SessionFactory {
    override fun open(
        options: SessionOptions,
        listener: SessionListener,
    ): Session {
        opening()
        return RunningSession(listener)
    }

    /** Notebooks that run in these. */
    fun notebooks(database: Database): LiveNotebooks {
        val options = { notebook: Notebook ->
            val bytes = ViewBounds.DEFAULT.maxBytes()
            SessionOptions("t", "t", notebook.runtimeMode(), notebook.delivery(), ZoneOffset.UTC, 100, bytes, Duration.ofSeconds(1))
        }
        val viewerRuns = ViewerRunLimits(1, Duration.ofSeconds(1))
        return LiveNotebooks(NotebookStore(database), SessionLogStore(database), Clock.systemUTC(), this, options, 10, viewerRuns)
    }

    override fun cancelOrphans(instance: String) = true

    override fun close() = Unit

    companion object {
        fun viewOf(cell: String) = "view-of-$cell"
    }

    private class RunningSession(
        private val listener: SessionListener,
    ) : Session {
        private val runs = ConcurrentHashMap<String, RunStatus>()
        private val versions = AtomicLong()

        override fun run(
            id: RunId,
            owner: String,
            text: String,
            inputs: Inputs,
        ) = note(id, owner, text, RunState.RUNNING)

        override fun rerun(
            id: RunId,
            owner: String,
            text: String,
            inputs: Inputs,
        ) = run(id, owner, text, inputs)

        override fun affectedBy(inputs: Set<String>): CompletableFuture<List<RanCell>> = CompletableFuture.completedFuture(listOf())

        private fun note(
            id: RunId,
            owner: String,
            text: String,
            state: RunState,
        ) {
            val place = SourceRange(SourcePosition(0, 1, 1), SourcePosition(text.length, 1, text.length + 1))
            val statement =
                StatementRun(Statement(text, StatementKind.QUERY, place), state, null, null, null, Feed(owner), null, NOW, null)
            val run = RunStatus(id, owner, state, listOf(statement), null, NOW, NOW, null, versions.incrementAndGet())
            runs[owner] = run
            listener.runChanged(run)
        }

        override fun stop(
            owner: String,
            why: String?,
        ) {
            runs[owner]?.let { note(it.id(), owner, it.statements()[0].statement().text(), RunState.STOPPED) }
        }

        override fun stopAll() = runs.keys.forEach { stop(it, null) }

        override fun forget(owner: String) {
            runs.remove(owner)
        }

        override fun setRuntimeMode(mode: RuntimeMode) = Unit

        override fun setDelivery(delivery: Delivery) = Unit

        override fun runs() = runs.values.toList()

        override fun feed(view: ViewId): Optional<ViewFeed> =
            Optional.ofNullable(runs.values.mapNotNull { it.statements()[0].result() }.find { it.view() == view })

        override fun check(
            text: String,
            inputs: Inputs,
        ): CompletableFuture<List<Problem>> = CompletableFuture.completedFuture(listOf())

        override fun catalog(): CompletableFuture<CatalogListing> =
            CompletableFuture.completedFuture(CatalogListing("c", "d", listOf(), listOf(), false))

        override fun close() = Unit
    }

    private class Feed(
        private val owner: String,
    ) : ViewFeed {
        override fun view() = ViewId(viewOf(owner))

        override fun schema() = SCHEMA

        override fun isCommitted() = false

        override fun watchers() = 0

        override fun totals() = ViewTotals.ZERO

        override fun snapshot() = Snapshot(view(), SCHEMA, ViewVersion(1), listOf(), ViewTotals.ZERO, 0, null)

        override fun subscribe(
            seen: ViewVersion?,
            wake: Runnable,
        ) = object : Subscription {
            override fun poll() = null

            override fun close() = Unit
        }
    }
}

private val NOW: Instant = Instant.parse("2026-05-04T10:00:00Z")
private val SCHEMA = Schema(listOf(Column("n", ColumnType.of(TypeName.BIGINT))), listOf(), ChangelogMode.APPEND, ZoneOffset.UTC)
