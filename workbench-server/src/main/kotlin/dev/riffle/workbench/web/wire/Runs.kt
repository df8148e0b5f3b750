package dev.riffle.workbench.web.wire

import dev.riffle.sessions.catalog.CatalogListing
import dev.riffle.sessions.changelog.ColumnType
import dev.riffle.sessions.changelog.Schema
import dev.riffle.sessions.cluster.ClusterStatus
import dev.riffle.sessions.feed.ViewFeed
import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.RunStatus
import dev.riffle.sessions.session.StatementRun
import dev.riffle.sessions.statement.Problem
import dev.riffle.sessions.statement.SourcePosition
import dev.riffle.sessions.statement.SourceRange
import kotlinx.serialization.Serializable
import java.util.Locale

/** Runs, problems, catalogs and the cluster as docs/protocol.md describes them. */
@Serializable
data class WireRun(
    val id: String,
    val cell: String,
    val state: String,
    val statements: List<WireStatement>,
    val problem: WireProblem?,
    val queuedAt: String,
    val startedAt: String?,
    val finishedAt: String?,
    val statusVersion: Long,
)

@Serializable
data class WireStatement(
    val kind: String,
    val range: WireRange,
    val state: String,
    val message: String?,
    val job: WireJob?,
    val result: WireResult?,
    val problem: WireProblem?,
    val startedAt: String?,
    val finishedAt: String?,
)

@Serializable
data class WireJob(
    val id: String,
    val name: String,
)

@Serializable
data class WireResult(
    val view: String,
    val schema: WireSchema,
    val delivery: String,
)

@Serializable
data class WireSchema(
    val columns: List<WireColumn>,
    val upsertKey: List<String>,
    val mode: String,
    val timeZone: String,
)

@Serializable
data class WireColumn(
    val name: String,
    val type: WireType,
)

@Serializable
data class WireType(
    val name: String,
    val nullable: Boolean,
    val precision: Int,
    val scale: Int,
    val children: List<WireType>,
    val fieldNames: List<String>,
    val summary: String,
)

@Serializable
data class WireProblem(
    val code: String,
    val message: String,
    val range: WireRange?,
    val hint: String?,
    val detail: String?,
)

@Serializable
data class WireRange(
    val start: WirePosition,
    val end: WirePosition,
)

@Serializable
data class WirePosition(
    val offset: Int,
    val line: Int,
    val column: Int,
)

@Serializable
data class WireCluster(
    val local: Boolean,
    val state: String,
    val message: String,
    val address: String?,
    val taskManagers: Int,
    val slotsTotal: Int,
    val slotsFree: Int,
    val flinkVersion: String?,
    val since: String,
)

@Serializable
data class WireCatalog(
    val currentCatalog: String,
    val currentDatabase: String,
    val tables: List<WireTable>,
    val functions: List<String>,
    val truncated: Boolean,
)

@Serializable
data class WireTable(
    val catalog: String,
    val database: String,
    val name: String,
    val view: Boolean,
    val temporary: Boolean,
    val connector: String?,
    val columns: List<WireCatalogColumn>,
    val primaryKey: List<String>,
    val watermark: String?,
)

@Serializable
data class WireCatalogColumn(
    val name: String,
    val type: String,
)

fun RunStatus.toWire() =
    WireRun(
        id().value(),
        owner(),
        word(state()),
        statements().map { it.toWire() },
        problem()?.toWire(),
        queuedAt().toString(),
        startedAt()?.toString(),
        finishedAt()?.toString(),
        statusVersion(),
    )

fun StatementRun.toWire() =
    WireStatement(
        word(statement().kind()),
        statement().range().toWire(),
        word(state()),
        message(),
        jobId()?.let { WireJob(it, jobName() ?: "") },
        result()?.let { it.toWire() },
        problem()?.toWire(),
        startedAt()?.toString(),
        finishedAt()?.toString(),
    )

fun ViewFeed.toWire() = WireResult(view().value(), schema().toWire(), word(if (isCommitted) Delivery.COMMITTED else Delivery.LIVE))

/** A zone that is nothing but an offset goes out as one, whatever it is called: a browser knows the names of places only. */
fun Schema.toWire() =
    WireSchema(
        columns().map { WireColumn(it.name(), it.type().toWire()) },
        upsertKey(),
        word(mode()),
        zone().normalized().id,
    )

fun ColumnType.toWire(): WireType =
    WireType(
        name().name,
        nullable(),
        precision(),
        scale(),
        children().map { it.toWire() },
        fieldNames(),
        summary(),
    )

fun Problem.toWire() = WireProblem(code(), message(), range()?.toWire(), hint(), detail())

fun SourceRange.toWire() = WireRange(start().toWire(), end().toWire())

fun SourcePosition.toWire() = WirePosition(offset(), line(), column())

fun ClusterStatus.toWire() =
    WireCluster(
        local(),
        word(state()),
        message(),
        address(),
        taskManagers(),
        slotsTotal(),
        slotsFree(),
        flinkVersion(),
        since().toString(),
    )

fun CatalogListing.toWire() =
    WireCatalog(
        currentCatalog(),
        currentDatabase(),
        tables().map { table ->
            WireTable(
                table.catalog(),
                table.database(),
                table.name(),
                table.view(),
                table.temporary(),
                table.connector(),
                table.columns().map { WireCatalogColumn(it.name(), it.type()) },
                table.primaryKey(),
                table.watermark(),
            )
        },
        functions(),
        truncated(),
    )

private fun word(value: Enum<*>) = value.name.lowercase(Locale.ROOT)
