package dev.riffle.workbench.web

import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.dashboard.CellReference
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.live.DashboardInput
import dev.riffle.workbench.live.EditOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.OptionsFound
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.NotebookId
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.Accepted
import dev.riffle.workbench.web.wire.DashboardRequest
import dev.riffle.workbench.web.wire.FetchDashboardInputOptionsRequest
import dev.riffle.workbench.web.wire.InputOptionsMessage
import dev.riffle.workbench.web.wire.Refused
import dev.riffle.workbench.web.wire.Request
import dev.riffle.workbench.web.wire.ServerMessage
import dev.riffle.workbench.web.wire.SetDashboardInputRequest
import dev.riffle.workbench.web.wire.WireDashboardInput
import dev.riffle.workbench.web.wire.toWire
import java.util.concurrent.CompletableFuture
import kotlin.jvm.optionals.getOrNull

/** What one person is told of the inputs of dashboards, and what they do with them. */
class DashboardInputs(
    private val dashboards: LiveDashboards,
    private val notebooks: LiveNotebooks,
    private val person: Person,
    private val roles: Roles,
) {
    /** Of a notebook in which they have no role, those that are open to anybody. */
    fun seen(inputs: List<DashboardInput>): List<WireDashboardInput> = inputs.mapNotNull(::seen)

    private fun seen(input: DashboardInput): WireDashboardInput? {
        val role = roles.of(person, documentOf(input.notebook())).getOrNull()
        return when {
            role?.includes(Role.EDITOR) == true -> input.toWire("shared")
            role != null || input.cell().input().viewersMayChange() -> input.toWire("none")
            else -> null
        }
    }

    fun set(message: SetDashboardInputRequest): CompletableFuture<out ServerMessage> =
        withInput(message, message.notebook, message.cell) { input, scope ->
            val values = message.values
            when {
                scope != "shared" -> done(Refused(message.request, "FORBIDDEN", "You may not change this input."))
                values == null -> done(Refused(message.request, "VALUE_INVALID", "This input has the notebook's value already."))
                else -> notebooks.setInput(Author.of(person), input.reference(), values).thenApply { outcome(message, it) }
            }
        }

    private fun outcome(
        request: Request,
        outcome: EditOutcome,
    ): ServerMessage =
        when (outcome) {
            is EditOutcome.Stored -> Accepted(request.request, null)
            is EditOutcome.Refused -> Refused(request.request, outcome.reason().name, outcome.message())
        }

    fun options(message: FetchDashboardInputOptionsRequest): CompletableFuture<out ServerMessage> =
        withInput(message, message.notebook, message.cell) { input, _ ->
            notebooks.options(input.reference()).thenApply { optionsAnswer(message, it) }
        }

    private fun withInput(
        message: DashboardRequest,
        notebook: String,
        cell: String,
        act: (DashboardInput, scope: String) -> CompletableFuture<out ServerMessage>,
    ): CompletableFuture<out ServerMessage> =
        dashboards.input(DashboardId(message.dashboard), CellReference(NotebookId(notebook), CellId(cell))).thenCompose { found ->
            val input = found.getOrNull()
            val scope = input?.let { seen(it) }?.scope
            if (input == null || scope == null) done(noInput(message)) else act(input, scope)
        }

    private fun done(message: ServerMessage): CompletableFuture<out ServerMessage> = CompletableFuture.completedFuture(message)
}

internal fun noInput(request: Request) = Refused(request.request, "INPUT_GONE", "There is no such input any more.")

/** The answer to a question for the options of an input. */
internal fun optionsAnswer(
    request: Request,
    found: OptionsFound,
): ServerMessage =
    when (found) {
        is OptionsFound.Options -> InputOptionsMessage(request.request, found.options(), found.more())
        is OptionsFound.Unavailable -> Refused(request.request, "OPTIONS_UNAVAILABLE", found.message())
        is OptionsFound.Gone -> noInput(request)
    }
