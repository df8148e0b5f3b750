package dev.riffle.workbench.web

import dev.riffle.workbench.access.ShareLinks
import io.ktor.http.HttpStatusCode
import io.ktor.server.routing.Route
import io.ktor.server.routing.get

/** The page of a share link for the frames of those sites, and no others, that its owner named. */
fun Route.embeddedPage(links: ShareLinks) {
    get("/e/{address}") {
        val origins = call.link(links).origins()
        if (origins.isEmpty()) {
            throw HttpError(HttpStatusCode.NotFound, "LINK_GONE", "This link is for no frame: its owner named no site that may embed it.")
        }
        // Set before the default is, which then stays away.
        call.response.headers.append(CONTENT_SECURITY_POLICY, contentSecurityPolicy(origins.joinToString(" ") { it.value() }))
        call.respondPage()
    }
}
