package dev.riffle.workbench.web

import dev.riffle.workbench.access.Person
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.dashboard.CellReference
import dev.riffle.workbench.dashboard.DashboardId
import dev.riffle.workbench.live.DashboardInput
import dev.riffle.workbench.live.EditOutcome
import dev.riffle.workbench.live.InputScope
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.OptionsFound
import dev.riffle.workbench.live.OwnValue
import dev.riffle.workbench.live.ViewerDashboard
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
import java.util.concurrent.CompletableFuture
import kotlin.jvm.optionals.getOrNull

/** What one person does with the inputs of dashboards. */
class DashboardInputs(
    private val dashboards: LiveDashboards,
    private val notebooks: LiveNotebooks,
    private val person: Person,
    private val roles: Roles,
) {
    /** @param viewer the dashboard as this person sees it; null where they do not have it open */
    fun set(
        message: SetDashboardInputRequest,
        viewer: ViewerDashboard?,
    ): CompletableFuture<out ServerMessage> =
        withInput(message, message.notebook, message.cell) { input, role ->
            val values = message.values
            when {
                input.scope() != InputScope.SHARED -> setOwn(message, viewer, input, role)
                values == null -> done(Refused(message.request, "VALUE_INVALID", "This input has the notebook's value already."))
                else -> notebooks.setInput(Author.of(person), input.reference(), values).thenApply { outcome(message, it) }
            }
        }

    private fun setOwn(
        message: SetDashboardInputRequest,
        viewer: ViewerDashboard?,
        input: DashboardInput,
        role: Role?,
    ): CompletableFuture<out ServerMessage> {
        val taken = viewer?.set(input.reference(), message.values) ?: CompletableFuture.completedFuture<OwnValue>(OwnValue.NoInput())
        return taken.thenApply {
            // Whoever may see the notebook is told of inputs that they may not change, too.
            if (it is OwnValue.NoInput && viewer != null && role != null) {
                Refused(message.request, "FORBIDDEN", "You may not change this input.")
            } else {
                ownValueAnswer(message, it)
            }
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
        act: (DashboardInput, role: Role?) -> CompletableFuture<out ServerMessage>,
    ): CompletableFuture<out ServerMessage> =
        dashboards.input(DashboardId(message.dashboard), CellReference(NotebookId(notebook), CellId(cell))).thenCompose { found ->
            val role = found.flatMap { roles.of(person, documentOf(it.notebook())) }.getOrNull()
            val input = found.flatMap { it.knownWith(role) }.getOrNull()
            if (input == null) done(noInput(message)) else act(input, role)
        }

    private fun done(message: ServerMessage): CompletableFuture<out ServerMessage> = CompletableFuture.completedFuture(message)
}

internal fun noInput(request: Request) = Refused(request.request, "INPUT_GONE", "There is no such input any more.")

/** The answer to whoever chose a value for themselves. */
internal fun ownValueAnswer(
    request: Request,
    outcome: OwnValue,
): ServerMessage =
    when (outcome) {
        is OwnValue.Taken -> Accepted(request.request, null)
        is OwnValue.NoInput -> noInput(request)
        is OwnValue.Invalid -> Refused(request.request, "VALUE_INVALID", outcome.message())
        is OwnValue.TooMany -> Refused(request.request, "TOO_MANY_RUNS", TOO_MANY_RUNS)
    }

private const val TOO_MANY_RUNS =
    "Others look at as many different values as this server runs at once: take a value that somebody else has, or try again later."

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
