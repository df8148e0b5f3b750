package dev.riffle.workbench.web

import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.RunId
import dev.riffle.sessions.session.RunState
import dev.riffle.sessions.session.RunStatus
import dev.riffle.sessions.session.RuntimeMode
import dev.riffle.sessions.view.ViewId
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.connect.file.GivenFiles
import dev.riffle.workbench.file.DocumentFiles
import dev.riffle.workbench.live.EditOutcome
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.OpenNotebook
import dev.riffle.workbench.notebook.Cell
import dev.riffle.workbench.notebook.CellCopies
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.MarkdownNotebook
import dev.riffle.workbench.notebook.Notebook
import dev.riffle.workbench.notebook.NotebookId
import dev.riffle.workbench.notebook.TextChange
import dev.riffle.workbench.notebook.TextUpdate
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.*
import io.ktor.http.ContentType
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.request.header
import io.ktor.server.response.header
import io.ktor.server.response.respond
import io.ktor.server.response.respondText
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.put
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext
import java.util.UUID

internal const val MOST_IMPORT_BYTES = 4L shl 20
private const val POLL_MILLIS = 50L

/** Notebooks, runs and results over HTTP, see docs/http-api.md. */
fun Route.notebookRoutes(
    notebooks: LiveNotebooks,
    files: DocumentFiles,
    given: GivenFiles,
    roles: Roles,
) {
    get("/notebooks") {
        val trash = call.request.queryParameters["trash"] == "true"
        val search = call.request.queryParameters["search"] ?: ""
        val lines =
            withContext(Dispatchers.IO) { notebooks.list(search.take(200), trash, call.person.sees()) }.map {
                NotebookLine(
                    it.id().value(),
                    it.title(),
                    it.revision(),
                    it.createdAt().toString(),
                    it.updatedAt().toString(),
                    it.trashedAt()?.toString(),
                    it.cells(),
                    notebooks.running(it.id()),
                    call.roleIn(roles, documentOf(it.id())),
                )
            }
        call.respond(NotebookListBody(lines))
    }
    post("/notebooks") {
        val body = call.body(NewNotebookBody.serializer())
        if (body.title.length > Notebook.MOST_TITLE || body.cells.size > Notebook.MOST_CELLS) {
            throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "A title has at most 200 characters, a notebook 500 cells.")
        }
        val created =
            withContext(
                Dispatchers.IO,
            ) {
                notebooks.create(
                    call.author,
                    body.title,
                    wordOf<RuntimeMode>(body.runtimeMode),
                    wordOf<Delivery>(body.delivery),
                    body.cells.map { it.toCell() },
                )
            }
        call.owns(roles, created)
        call.respond(HttpStatusCode.Created, created.toWire())
    }
    post("/notebooks/import") {
        val text = String(call.bytes(MOST_IMPORT_BYTES), Charsets.UTF_8)
        val title = call.request.queryParameters["title"]?.take(Notebook.MOST_TITLE)
        val made = withContext(Dispatchers.IO) { files.readNotebook(call.person, text, title) }
        val dashboards = made.dashboards().map { DashboardNameBody(it.id().value(), it.title()) }
        call.respond(HttpStatusCode.Created, ImportedBody(made.notebook().orElseThrow().toWire(), made.warnings(), dashboards))
    }
    route("/notebooks/{id}") {
        get {
            val view = call.opened(notebooks).current().await()
            call.respond(NotebookWithRuns(view.notebook().toWire(), view.runs().map { it.toWire() }))
        }
        delete {
            val id = call.notebookId()
            if (call.request.queryParameters["permanently"] == "true") {
                if (notebooks.find(id).isEmpty) throw notFound("notebook")
                if (!notebooks.delete(id)) {
                    throw HttpError(HttpStatusCode.Conflict, "INVALID", "Only a notebook in the trash can be deleted for good.")
                }
                roles.forget(documentOf(id))
                withContext(Dispatchers.IO) { given.forget(id) }
            } else if (!notebooks.trash(id).await()) {
                throw notFound("notebook")
            }
            call.respond(HttpStatusCode.NoContent, "")
        }
        post("/restore") {
            val restored = notebooks.restore(call.notebookId()).orElseThrow { notFound("notebook in the trash") }
            call.respond(restored.toWire())
        }
        post("/duplicate") {
            val copy = notebooks.duplicate(call.author, call.notebookId()).orElseThrow { notFound("notebook") }
            call.owns(roles, copy)
            call.respond(HttpStatusCode.Created, copy.toWire())
        }
        get("/export") {
            val notebook = notebooks.find(call.notebookId()).orElseThrow { notFound("notebook") }
            val withDashboards = call.request.queryParameters["dashboards"] == "true"
            val text =
                withContext(Dispatchers.IO) {
                    if (withDashboards) files.writeWithDashboards(call.person, notebook) else files.write(notebook)
                }
            call.respondFile(notebook.title(), "notebook", text)
        }
        post("/edits") {
            val body = call.body(EditBody.serializer())
            require(body.editId.length in 1..64) { "an edit's id has 1 to 64 characters" }
            call.respond(
                RevisionBody(stored(call.opened(notebooks).edit(call.author, body.editId, body.basedOn, body.edit.toCore()).await())),
            )
        }
        put("/cells/{cell}/text") {
            val body = call.body(TextBody.serializer())
            val notebook = call.opened(notebooks)
            val cell = CellId(call.parameters["cell"]!!)
            val before =
                notebook
                    .current()
                    .await()
                    .notebook()
                    .cell(cell)
                    .orElseThrow { notFound("cell") }
            call.askAgain()
            val length = (before as? Cell.Text)?.text()?.length ?: throw invalid("The cell is no text.")
            val update = TextUpdate("http", TextChange(listOf(TextChange.Part(length, body.text))))
            val revision = stored(notebook.changeText(call.author, cell, body.basedOn, listOf(update)).await())
            call.respond(TextStoredBody(revision, body.basedOn + 1))
        }
        post("/run") {
            val cells = call.body(CellsBody.serializer()).cells
            val notebook = call.opened(notebooks)
            if (cells != null) {
                val known = notebook.current().await().notebook()
                call.askAgain()
                cells.forEach {
                    if (known
                            .cell(
                                CellId(it),
                            ).orElse(null) !is Cell.Sql
                    ) {
                        throw invalid("\"$it\" is no SQL cell of this notebook.")
                    }
                }
            }
            val runs = if (cells == null) notebook.runAll().await() else notebook.run(cells.map { CellId(it) }.toSet()).await()
            call.respond(HttpStatusCode.Accepted, RunIdsBody(runs.map { it.value() }))
        }
        post("/stop") {
            val cells = call.body(CellsBody.serializer()).cells
            val notebook = call.opened(notebooks)
            if (cells == null) notebook.stopAll() else cells.forEach { notebook.stop(CellId(it)) }
            call.respond(HttpStatusCode.Accepted, EmptyBody())
        }
        get("/runs") {
            val notebook = call.opened(notebooks)
            call.awaiting { notebook.runs().all { it.state().isTerminal } }
            call.respond(RunsBody(notebook.runs().map { it.toWire() }))
        }
    }
    get("/runs/{run}") {
        val id = RunId(call.parameters["run"]!!)
        val rows =
            when (call.request.queryParameters["until"] ?: "ended") {
                "ended" -> false
                "rows" -> true
                else -> throw invalid("until is \"ended\" or \"rows\".")
            }
        val find = { notebooks.run(id).orElseThrow { notFound("run") } }
        call.awaiting { find().let { it.state().isTerminal || (rows && hasRows(it)) } }
        call.respond(find().toWire())
    }
    get("/results/{view}") {
        val feed = notebooks.feed(ViewId(call.parameters["view"]!!)).orElseThrow { notFound("result") }
        val snapshot = feed.snapshot()
        val format =
            call.request.queryParameters["format"]
                ?: if (call.request.header(HttpHeaders.Accept)?.contains("text/csv") == true) "csv" else "json"
        when (format) {
            "json" -> {
                call.respond(
                    snapshot.toBody(),
                )
            }

            "csv" -> {
                call.respondText(snapshot.toCsv(), ContentType.parse("text/csv; charset=utf-8"))
            }

            else -> {
                throw invalid("format is \"json\" or \"csv\".")
            }
        }
    }
}

/** Whether a statement has shown a row: a job without a result runs and has none. */
private fun hasRows(run: RunStatus) =
    run.statements().any { statement ->
        // Not by the rows of a query that runs: they are there a moment before its state says so.
        val result = statement.result()
        val ended = statement.state().isTerminal
        result != null && (statement.state() == RunState.RUNNING || (ended && result.snapshot().totals().allRows() > 0))
    }

/** A notebook of one's own, made of what a Markdown file says. */
internal fun LiveNotebooks.create(
    author: Author,
    read: MarkdownNotebook,
): Notebook = create(author, read.title(), read.runtimeMode(), read.delivery(), CellCopies.of(read.cells()))

/** Whoever asks, as the history of what they change names them. */
internal val ApplicationCall.author: Author get() = Author.of(person)

/** Markdown as a download that is called by a title. */
internal suspend fun ApplicationCall.respondFile(
    title: String,
    untitled: String,
    text: String,
) {
    val name =
        title
            .replace(Regex("[^A-Za-z0-9._ -]+"), "_")
            .trim()
            .ifEmpty { untitled }
            .take(80)
    response.header(HttpHeaders.ContentDisposition, "attachment; filename=\"$name.md\"")
    respondText(text, ContentType.parse("text/markdown; charset=utf-8"))
}

internal fun documentOf(id: NotebookId): DocumentReference = DocumentReference.of(id)

/** Whoever asked for a new notebook owns it. */
internal fun ApplicationCall.owns(
    roles: Roles,
    created: Notebook,
) = roles.own(person, documentOf(created.id()))

/** The word for what whoever asks may do with it. */
internal fun ApplicationCall.roleIn(
    roles: Roles,
    document: DocumentReference,
) = roles
    .of(person, document)
    .orElseThrow { notFound("document") }
    .name
    .lowercase()

internal fun stored(outcome: EditOutcome): Long =
    when (outcome) {
        is EditOutcome.Stored -> outcome.revision()
        is EditOutcome.Refused -> throw refused(outcome.reason(), outcome.message())
    }

private fun NewCell.toCell(): Cell {
    val cellId = CellId(id ?: UUID.randomUUID().toString())
    val words = text ?: ""
    if (words.length > Notebook.MOST_TEXT) {
        throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "A cell has at most ${Notebook.MOST_TEXT} characters.")
    }
    return when (kind) {
        "sql" -> Cell.Sql(cellId, false, words, 0)
        "markdown" -> Cell.Markdown(cellId, false, words, 0)
        "input" -> Cell.InputCell.of(cellId, false, (input ?: throw invalid("An input cell needs an input.")).toCore())
        "chart" -> Cell.ChartCell(cellId, false, (chart ?: throw invalid("A chart cell needs a chart.")).toCore())
        else -> throw invalid("A cell is sql, markdown, chart or input, not \"${kind.take(40)}\".")
    }
}

internal fun ApplicationCall.notebookId() = NotebookId(parameters["id"]!!)

internal suspend fun ApplicationCall.opened(notebooks: LiveNotebooks): OpenNotebook =
    withContext(Dispatchers.IO) { notebooks.open(notebookId()) }.orElseThrow { notFound("notebook") }.also { askAgain() }

/** Waits for a condition as long as the request's `wait` says, from 0 to 60 seconds. */
private suspend fun ApplicationCall.awaiting(condition: () -> Boolean) {
    val text = request.queryParameters["wait"] ?: "0"
    val seconds = text.toIntOrNull()?.takeIf { it in 0..60 } ?: throw invalid("wait is from 0 to 60 seconds.")
    val until = System.nanoTime() + seconds * 1_000_000_000L
    while (!condition() && System.nanoTime() < until) {
        delay(POLL_MILLIS)
    }
    askAgain()
}
