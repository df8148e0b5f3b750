package dev.riffle.workbench.web.wire

import dev.riffle.sessions.view.Snapshot
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonArray

/** Bodies of the HTTP interface, see docs/http-api.md. */
@Serializable
data class ErrorBody(
    val error: ErrorText,
)

@Serializable
data class ErrorText(
    val code: String,
    val message: String,
)

@Serializable
data class HealthBody(
    val status: String,
)

@Serializable
data class ServerBody(
    val version: String,
    val server: String,
    val protocol: Int,
)

@Serializable
data class LoginBody(
    val token: String,
)

@Serializable
data class NotebookListBody(
    val notebooks: List<NotebookLine>,
)

@Serializable
data class NotebookLine(
    val id: String,
    val title: String,
    val revision: Long,
    val createdAt: String,
    val updatedAt: String,
    val trashedAt: String?,
    val cells: Int,
    val running: Int,
    val role: String,
)

@Serializable
data class LinkListBody(
    val links: List<LinkLine>,
)

@Serializable
data class LinkLine(
    val id: String,
    val name: String,
    val kind: String,
    val target: String,
    val showsSql: Boolean,
    val hasPassword: Boolean,
    val createdAt: String,
    val expiresAt: String?,
    val path: String,
    val viewers: Int,
    val origins: List<String>,
    val frozenAt: String?,
)

@Serializable
data class NewLinkBody(
    val kind: String,
    val id: String,
    val name: String = "",
    val showsSql: Boolean = false,
    val expiresAt: String? = null,
    val password: String? = null,
    val origins: List<String> = emptyList(),
    val frozen: Boolean = false,
)

@Serializable
data class SharedBody(
    val kind: String,
    val id: String?,
    val showsSql: Boolean,
    val needsPassword: Boolean,
    val frozenAt: String?,
)

@Serializable
data class EnterBody(
    val password: String,
)

@Serializable
data class DashboardListBody(
    val dashboards: List<DashboardLine>,
)

@Serializable
data class DashboardLine(
    val id: String,
    val title: String,
    val revision: Long,
    val createdAt: String,
    val updatedAt: String,
    val trashedAt: String?,
    val tiles: Int,
    val keptRunning: Boolean,
    val role: String,
)

@Serializable
data class NewDashboardBody(
    val title: String = "Untitled dashboard",
)

@Serializable
data class DashboardEditBody(
    val editId: String,
    val basedOn: Long,
    val edit: WireDashboardEdit,
)

@Serializable
data class NewNotebookBody(
    val title: String = "Untitled notebook",
    val runtimeMode: String = "streaming",
    val delivery: String = "live",
    val cells: List<NewCell> = emptyList(),
)

@Serializable
data class NewCell(
    val kind: String,
    val id: String? = null,
    val text: String? = null,
    val chart: WireChart? = null,
    val input: WireInput? = null,
)

@Serializable
data class ImportedBody(
    val notebook: WireNotebook,
    val warnings: List<String>,
    val dashboards: List<DashboardNameBody>,
)

@Serializable
data class DashboardNameBody(
    val id: String,
    val title: String,
)

@Serializable
data class ImportedDashboardsBody(
    val dashboards: List<WireDashboard>,
    val warnings: List<String>,
)

@Serializable
data class NotebookWithRuns(
    val notebook: WireNotebook,
    val runs: List<WireRun>,
)

@Serializable
data class EditBody(
    val editId: String,
    val basedOn: Long,
    val edit: WireEdit,
)

@Serializable
data class RevisionBody(
    val revision: Long,
)

@Serializable
data class TextBody(
    val basedOn: Long,
    val text: String,
)

@Serializable
data class TextStoredBody(
    val revision: Long,
    val textVersion: Long,
)

@Serializable
data class CellsBody(
    val cells: List<String>? = null,
)

@Serializable
data class RunIdsBody(
    val runs: List<String>,
)

@Serializable
data class RunsBody(
    val runs: List<WireRun>,
)

@Serializable
class EmptyBody

@Serializable
data class ResultBody(
    val version: Long,
    val schema: WireSchema,
    val rows: List<JsonArray>,
    val totals: WireTotals,
)

fun Snapshot.toBody() =
    ResultBody(
        version().value(),
        schema().toWire(),
        rows().map { row -> JsonArray(row.values().map { value(it) }) },
        totals().toWire(),
    )

@Serializable
data class SecretListBody(
    val secrets: List<SecretTimes>,
)

/** All that is told of a secret. */
@Serializable
data class SecretTimes(
    val name: String,
    val createdAt: String,
    val updatedAt: String,
)

/** No data class: it has no text that could be logged. */
@Serializable
class SecretBody(
    val value: String,
)

@Serializable
data class SampleListBody(
    val samples: List<SampleLine>,
)

@Serializable
data class SampleLine(
    val name: String,
    val title: String,
    val description: String,
    val needsKafka: Boolean,
)
