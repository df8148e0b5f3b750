package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.SessionCluster
import dev.riffle.workbench.connect.ConnectException
import dev.riffle.workbench.connect.file.FolderLook
import dev.riffle.workbench.connect.file.GivenFiles
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.request.header
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.put
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.nio.file.Path
import kotlin.io.path.deleteIfExists

/** Files that somebody gives to a notebook, each answered with the table that reads it; see docs/http-api.md. */
fun Route.fileRoutes(
    given: GivenFiles,
    cluster: SessionCluster,
) {
    post("/notebooks/{id}/connect/folder") {
        val folder = call.body(FolderBody.serializer()).path
        if (!cluster.status().local()) {
            // Where the cluster has the same right as the server, a look tells an editor nothing new.
            throw ConnectException(
                ConnectException.Field.FILE,
                "Folders can be looked into where the server runs the cluster itself. Write the table: its path is one that the cluster reaches.",
            )
        }
        call.respond(withContext(Dispatchers.IO) { FolderLook.table(folder) }.toWire())
    }

    route("/notebooks/{id}/files") {
        get {
            val files = withContext(Dispatchers.IO) { given.list(call.notebookId()) }
            call.respond(GivenFileListBody(files.map { it.toWire() }))
        }
        put("/{name}") {
            val id = call.notebookId()
            val name = call.parameters["name"]!!
            val promised = call.request.header(HttpHeaders.ContentLength)?.toLongOrNull() ?: -1
            var upload: Path? = null
            val table =
                try {
                    val file = withContext(Dispatchers.IO) { given.newUpload(id, name, promised) }.also { upload = it }
                    call.bytesTo(file, GivenFiles.MOST_BYTES)
                    withContext(Dispatchers.IO) { given.keep(file, id, name) }
                } finally {
                    withContext(Dispatchers.IO) { upload?.deleteIfExists() }
                }
            call.respond(HttpStatusCode.Created, table.toWire())
        }
        delete("/{name}") {
            if (!withContext(Dispatchers.IO) { given.delete(call.notebookId(), call.parameters["name"]!!) }) {
                throw notFound("file")
            }
            call.respond(HttpStatusCode.NoContent, "")
        }
    }
}
