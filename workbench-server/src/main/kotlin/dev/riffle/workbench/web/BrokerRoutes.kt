package dev.riffle.workbench.web

import dev.riffle.workbench.broker.LocalBroker
import dev.riffle.workbench.web.wire.*
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** The broker of this server's own. */
fun Route.brokerRoutes(broker: LocalBroker) {
    get("/broker") { call.respond(withContext(Dispatchers.IO) { broker.status() }.toWire()) }
    post("/broker/start") {
        withContext(Dispatchers.IO) { broker.start() }
        call.respond(withContext(Dispatchers.IO) { broker.status() }.toWire())
    }
    post("/broker/stop") {
        withContext(Dispatchers.IO) { broker.stop() }
        call.respond(withContext(Dispatchers.IO) { broker.status() }.toWire())
    }
}
