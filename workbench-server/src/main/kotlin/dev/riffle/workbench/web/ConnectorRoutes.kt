package dev.riffle.workbench.web

import dev.riffle.sessions.catalog.Factories
import dev.riffle.sessions.catalog.FactoryReader
import dev.riffle.workbench.connector.ConnectorFolder
import dev.riffle.workbench.connector.RejectedJarException
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.put
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.nio.file.Path
import kotlin.io.path.deleteIfExists

/** What connectors, formats and catalogs there are, and further ones as jars. */
fun Route.connectorRoutes(folder: ConnectorFolder) {
    // What is loaded stays as it is until the next start.
    val factories: Factories by lazy { FactoryReader.read(folder.loaded().map { it.toUri().toURL() }) }
    get("/connectors") {
        val (found, jars) = withContext(Dispatchers.IO) { factories to folder.list() }
        call.respond(connectorsBody(found, jars))
    }
    route("/connectors/{name}") {
        put {
            val name = call.parameters["name"]!!
            var upload: Path? = null
            try {
                val file = withContext(Dispatchers.IO) { folder.newUpload(name) }.also { upload = it }
                call.bytesTo(file, ConnectorFolder.MOST_BYTES)
                withContext(Dispatchers.IO) { folder.keep(file, name) }
            } catch (e: RejectedJarException) {
                throw invalid(e.message!!)
            } finally {
                withContext(Dispatchers.IO) { upload?.deleteIfExists() }
            }
            call.respond(HttpStatusCode.NoContent, "")
        }
        delete {
            val wasThere =
                try {
                    withContext(Dispatchers.IO) { folder.delete(call.parameters["name"]!!) }
                } catch (e: RejectedJarException) {
                    throw invalid(e.message!!)
                }
            if (!wasThere) throw notFound("jar")
            call.respond(HttpStatusCode.NoContent, "")
        }
    }
}
