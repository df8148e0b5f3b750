package dev.riffle.workbench.web

import dev.riffle.samples.Samples
import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.broker.BrokerStatus
import dev.riffle.workbench.broker.LocalBroker
import dev.riffle.workbench.file.DocumentFiles
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.nio.file.Files
import java.nio.file.Path

/**
 * @property kafka where the brokers are that samples use; null: the server's own
 * @property folder where samples write files, on this machine
 */
class SampleSettings(
    val kafka: String?,
    val folder: Path,
)

private const val COPY_BYTES = 9

/** The sample notebooks; each is opened as a copy of one's own, with its dashboards. */
fun Route.sampleRoutes(
    files: DocumentFiles,
    broker: LocalBroker,
    samples: SampleSettings,
) {
    get("/samples") {
        call.respond(SampleListBody(Samples.all().map { SampleLine(it.name(), it.title(), it.description(), it.needsKafka()) }))
    }
    post("/samples/{name}/open") {
        val sample = Samples.find(call.parameters["name"]!!).orElseThrow { notFound("sample") }
        val servers =
            when {
                !sample.needsKafka() -> ""
                samples.kafka != null -> samples.kafka
                else -> withContext(Dispatchers.IO) { broker.status() }.takeIf { it.state() == BrokerStatus.State.RUNNING }?.servers()
            }
        if (servers == null) {
            throw HttpError(
                HttpStatusCode.Conflict,
                "NEEDS_KAFKA",
                "This sample needs Kafka: start the broker of this server, or set kafka to the address of yours.",
            )
        }
        val copy = Codes.random(COPY_BYTES).lowercase().filter { it in 'a'..'z' || it in '0'..'9' }
        val place = samples.folder.resolve(copy)
        val made =
            withContext(Dispatchers.IO) {
                if (sample.writesFiles()) Files.createDirectories(place.resolve("orders"))
                files.readNotebook(call.person, sample.copyFor(copy, servers, place.toUri().path.removeSuffix("/")), null)
            }
        call.respond(HttpStatusCode.Created, made.notebook().get().toWire())
    }
}
