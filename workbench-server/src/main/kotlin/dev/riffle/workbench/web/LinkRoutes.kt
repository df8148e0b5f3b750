package dev.riffle.workbench.web

import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.EmbeddingOrigin
import dev.riffle.workbench.access.PasswordHash
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.access.ShareLink
import dev.riffle.workbench.access.ShareLinkId
import dev.riffle.workbench.access.ShareLinks
import dev.riffle.workbench.access.SignIns
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.createRouteScopedPlugin
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.util.AttributeKey
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.time.Duration
import java.time.Instant
import java.time.format.DateTimeParseException

/** What owners do with share links, see docs/http-api.md. */
fun Route.linkRoutes(
    links: ShareLinks,
    frozen: FrozenShares,
    viewers: LinkViewers,
    roles: Roles,
) {
    get("/links") {
        val target = target(call.parameters["kind"] ?: "", call.parameters["id"] ?: "")
        roles.require(call.person, target, Role.OWNER)
        val found = withContext(Dispatchers.IO) { links.list(target) }
        call.respond(LinkListBody(found.map { line(it, links, viewers) }))
    }
    post("/links") {
        val body = call.body(NewLinkBody.serializer())
        val target = target(body.kind, body.id)
        roles.require(call.person, target, Role.OWNER)
        require(body.name.length <= ShareLink.MOST_NAME) { "a link's name has at most ${ShareLink.MOST_NAME} characters" }
        require(body.password == null || body.password.length in 1..ShareLink.MOST_PASSWORD) {
            "a password has 1 to ${ShareLink.MOST_PASSWORD} characters"
        }
        val expiresAt = body.expiresAt?.let(::time)
        require(body.origins.size <= ShareLink.MOST_ORIGINS) { "a link names at most ${ShareLink.MOST_ORIGINS} sites that may embed it" }
        val origins = body.origins.map(EmbeddingOrigin::of)
        val content = if (body.frozen) frozen.freeze(target, body.showsSql) else null
        val hash = body.password?.let { PasswordWork.run { PasswordHash.of(it) } }
        val made =
            withContext(Dispatchers.IO) {
                // All that may have taken a while.
                call.askAgain()
                roles.require(call.person, target, Role.OWNER)
                links.create(body.name, target, body.showsSql, expiresAt, hash, origins, content)
            }
        val link = made.orElseThrow { tooManyLinks(target) }
        call.respond(HttpStatusCode.Created, line(link, links, viewers))
    }
    delete("/links/{link}") {
        val id = ShareLinkId(call.parameters["link"]!!)
        val link = withContext(Dispatchers.IO) { links.find(id) }.orElseThrow { notFound("link") }
        if (roles.of(call.person, link.target()).isEmpty) throw notFound("link")
        roles.require(call.person, link.target(), Role.OWNER)
        if (!withContext(Dispatchers.IO) { links.revoke(id) }) {
            throw notFound("link")
        }
        viewers.end(id)
        call.respond(HttpStatusCode.NoContent, "")
    }
}

/** What anybody may ask who has a link. */
fun Route.sharedRoutes(
    access: Access,
    links: ShareLinks,
) {
    get("/shared/{address}") {
        val link = call.link(links)
        call.respond(shared(link, links.isOpenTo(link, call.pass(link))))
    }
    post("/shared/{address}/enter") {
        call.link(links)
        val password = call.body(EnterBody.serializer()).password
        // The body may have come slowly: the link may have been ended meanwhile.
        val link = call.link(links)
        when (PasswordWork.run { links.unlock(link, password) }) {
            ShareLinks.Unlocked.RIGHT -> {
                call.response.cookies.append(
                    access.cookie(cookieName(link), links.pass(link), "/api/shared/${links.address(link)}", cookieSeconds(link)),
                )
                call.respond(shared(link, isOpen = true))
            }

            ShareLinks.Unlocked.WRONG -> {
                throw HttpError(HttpStatusCode.Unauthorized, "WRONG_PASSWORD", "This is not the password of this link.")
            }

            ShareLinks.Unlocked.TOO_MANY -> {
                throw HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "Too many wrong passwords. Try again in a minute.")
            }
        }
    }
}

/** What it is for is told to whoever may see it. */
private fun shared(
    link: ShareLink,
    isOpen: Boolean,
) = SharedBody(word(link), link.target().id().takeIf { isOpen }, link.showsSql(), !isOpen, link.frozenAt()?.toString())

/** The link whose address stands in that of the request. */
suspend fun ApplicationCall.link(links: ShareLinks): ShareLink =
    when (val found = withContext(Dispatchers.IO) { links.find(parameters["address"]!!) }) {
        is ShareLinks.Found.Link -> {
            found.link()
        }

        is ShareLinks.Found.Nothing -> {
            throw HttpError(HttpStatusCode.NotFound, "LINK_GONE", "There is no such link: it may have been ended, or have expired.")
        }

        is ShareLinks.Found.TooMany -> {
            throw HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "Too many links were tried. Try again in a minute.")
        }
    }

val OPENED_LINK = AttributeKey<ShareLink>("opened link")

/** Gives the call its link, if the request may see what it shows. */
fun openedLink(links: ShareLinks) =
    createRouteScopedPlugin("OpenedLink") {
        onCall { call ->
            val link = call.link(links)
            if (!links.isOpenTo(link, call.pass(link))) {
                throw HttpError(HttpStatusCode.Unauthorized, "PASSWORD_NEEDED", "This link has a password.")
            }
            call.attributes.put(OPENED_LINK, link)
        }
    }

private fun tooManyLinks(target: DocumentReference) =
    HttpError(
        HttpStatusCode.TooManyRequests,
        "TOO_MANY",
        "This ${target.kind().name.lowercase()} has ${ShareLinks.MOST_OF_A_DOCUMENT} links: end some of them first.",
    )

/** A browser forgets that it was let in when that is of no more use. */
private fun cookieSeconds(link: ShareLink): Int {
    val left = link.expiresAt()?.let { Duration.between(Instant.now(), it) } ?: SignIns.LIFETIME
    return minOf(left, SignIns.LIFETIME).toSeconds().coerceAtLeast(1).toInt()
}

private fun ApplicationCall.pass(link: ShareLink) = request.cookies[cookieName(link)]

private fun cookieName(link: ShareLink) = "riffle-link-${link.id()}"

private fun line(
    link: ShareLink,
    links: ShareLinks,
    viewers: LinkViewers,
) = LinkLine(
    link.id().value(),
    link.name(),
    word(link),
    link.target().id(),
    link.showsSql(),
    link.passwordHash() != null,
    link.createdAt().toString(),
    link.expiresAt()?.toString(),
    "/s/${links.address(link)}",
    viewers.count(link.id()),
    link.origins().map { it.value() },
    link.frozenAt()?.toString(),
)

private fun word(link: ShareLink) =
    link
        .target()
        .kind()
        .name
        .lowercase()

private fun target(
    kind: String,
    id: String,
) = DocumentReference(wordOf<DocumentReference.Kind>(kind), id)

private fun time(text: String): Instant =
    try {
        Instant.parse(text)
    } catch (e: DateTimeParseException) {
        throw IllegalArgumentException("\"${text.take(40)}\" is no time such as 2026-05-04T10:22:07Z", e)
    }
