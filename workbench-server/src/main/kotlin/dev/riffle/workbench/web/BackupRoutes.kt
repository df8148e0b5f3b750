package dev.riffle.workbench.web

import dev.riffle.workbench.storage.Backup
import io.ktor.http.ContentDisposition
import io.ktor.http.ContentType
import io.ktor.http.HttpHeaders
import io.ktor.server.response.header
import io.ktor.server.response.respondOutputStream
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.nio.file.Files
import java.time.LocalDate
import kotlin.io.path.deleteIfExists

/** All that a data directory needs to be another one's, while the server runs. */
fun Route.backupRoutes(backup: Backup) {
    get("/backup") {
        val made = withContext(Dispatchers.IO) { backup.make() }
        try {
            call.askAgain()
            call.response.header(
                HttpHeaders.ContentDisposition,
                ContentDisposition.Attachment
                    .withParameter(
                        ContentDisposition.Parameters.FileName,
                        "riffle-${LocalDate.now()}.zip",
                    ).toString(),
            )
            call.respondOutputStream(ContentType.Application.Zip) { Files.copy(made, this) }
        } finally {
            withContext(Dispatchers.IO) { made.deleteIfExists() }
        }
    }
}
