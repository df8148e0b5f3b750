package dev.riffle.workbench.web.wire

import dev.riffle.workbench.connect.database.DatabaseTables
import dev.riffle.workbench.connect.database.TablePreview
import kotlinx.serialization.Serializable

/** How a database is reached. No data class: it has no text that could be logged. */
interface DatabaseConnectionBody {
    val url: String
    val user: String

    /** Typed; null where the secret has it, or where there is none. */
    val password: String?

    /** The name of the secret that has the password, or that will. */
    val secret: String?
}

@Serializable
class DatabaseTablesRequest(
    override val url: String,
    override val user: String,
    override val password: String? = null,
    override val secret: String? = null,
    val search: String = "",
) : DatabaseConnectionBody

@Serializable
class DatabaseTableRequest(
    override val url: String,
    override val user: String,
    override val password: String? = null,
    override val secret: String? = null,
    val schema: String,
    val table: String,
) : DatabaseConnectionBody

/**
 * @property more whether there are more tables than these
 * @property catalog SQL that makes all of them known; null where [catalogProblem] says why there is none
 */
@Serializable
class DatabaseTablesBody(
    val version: String,
    val tables: List<DatabaseTableBody>,
    val more: Boolean,
    val catalog: String?,
    val catalogProblem: String?,
)

/** @property kind one of `table`, `view`, `materializedView`, `foreignTable` */
@Serializable
class DatabaseTableBody(
    val schema: String,
    val name: String,
    val kind: String,
    val rows: Long?,
    val key: List<String>,
)

/** @property sql that makes the table known; null where the connector can read none of its columns */
@Serializable
class TablePreviewBody(
    val schema: String,
    val name: String,
    val columns: List<DatabaseColumnBody>,
    val rows: List<List<String?>>,
    val rowsProblem: String?,
    val sql: String?,
)

@Serializable
class DatabaseColumnBody(
    val name: String,
    val type: String,
    val flinkType: String?,
    val note: String,
    val nullable: Boolean,
    val key: Boolean,
)

fun DatabaseTables.toWire(
    catalog: String?,
    catalogProblem: String?,
) = DatabaseTablesBody(
    version(),
    tables().map { DatabaseTableBody(it.name().schema(), it.name().name(), kindWord(it.kind()), it.rows(), it.key()) },
    more(),
    catalog,
    catalogProblem,
)

fun TablePreview.toWire(sql: String?) =
    TablePreviewBody(
        name().schema(),
        name().name(),
        columns().map {
            DatabaseColumnBody(
                it.name(),
                it.type(),
                it.flinkType().orElse(null),
                it.note(),
                it.isNullable(),
                it.name() in key(),
            )
        },
        rows(),
        rowsProblem(),
        sql,
    )

private fun kindWord(kind: DatabaseTables.Kind) =
    when (kind) {
        DatabaseTables.Kind.TABLE -> "table"
        DatabaseTables.Kind.VIEW -> "view"
        DatabaseTables.Kind.MATERIALIZED_VIEW -> "materializedView"
        DatabaseTables.Kind.FOREIGN_TABLE -> "foreignTable"
    }
