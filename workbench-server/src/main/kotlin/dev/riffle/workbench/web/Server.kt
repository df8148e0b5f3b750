package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.SessionCluster
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.access.ShareLinks
import dev.riffle.workbench.broker.LocalBroker
import dev.riffle.workbench.connect.file.GivenFiles
import dev.riffle.workbench.connector.ConnectorFolder
import dev.riffle.workbench.file.DocumentFiles
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.presence.Presence
import dev.riffle.workbench.storage.SecretStore
import dev.riffle.workbench.storage.VersionStore
import dev.riffle.workbench.web.wire.*
import io.ktor.http.CacheControl
import io.ktor.http.ContentType
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.http.content.CachingOptions
import io.ktor.serialization.kotlinx.json.json
import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.ApplicationCallPipeline
import io.ktor.server.application.call
import io.ktor.server.application.install
import io.ktor.server.http.content.staticResources
import io.ktor.server.plugins.cachingheaders.CachingHeaders
import io.ktor.server.plugins.compression.Compression
import io.ktor.server.plugins.compression.gzip
import io.ktor.server.plugins.compression.matchContentType
import io.ktor.server.plugins.conditionalheaders.ConditionalHeaders
import io.ktor.server.plugins.contentnegotiation.ContentNegotiation
import io.ktor.server.plugins.defaultheaders.DefaultHeaders
import io.ktor.server.plugins.statuspages.StatusPages
import io.ktor.server.request.header
import io.ktor.server.request.httpMethod
import io.ktor.server.request.httpVersion
import io.ktor.server.request.path
import io.ktor.server.response.respond
import io.ktor.server.response.respondRedirect
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.getAllRoutes
import io.ktor.server.routing.post
import io.ktor.server.routing.route
import io.ktor.server.routing.routing
import io.ktor.server.websocket.WebSockets
import io.ktor.server.websocket.webSocket
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

const val PROTOCOL = 6
const val VERSION = "0.1.0"

const val CONTENT_SECURITY_POLICY = "Content-Security-Policy"

/** @param ancestors what may show the page in a frame */
fun contentSecurityPolicy(ancestors: String = "'none'") =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors $ancestors"

/** The whole HTTP side: what guards every request, then the routes. */
fun Application.riffle(
    access: Access,
    roles: Roles,
    notebooks: LiveNotebooks,
    dashboards: LiveDashboards,
    versions: VersionStore,
    links: ShareLinks,
    frozen: FrozenShares,
    secrets: SecretStore,
    cluster: SessionCluster,
    connectors: ConnectorFolder,
    broker: LocalBroker,
    samples: SampleSettings,
    given: GivenFiles,
    operation: Operation,
    serverId: String,
    openId: OpenIdProvider?,
) {
    install(DefaultHeaders) {
        header(CONTENT_SECURITY_POLICY, contentSecurityPolicy())
        header("X-Content-Type-Options", "nosniff")
        header("Referrer-Policy", "no-referrer")
        header("Cross-Origin-Opener-Policy", "same-origin")
    }
    install(ContentNegotiation) { json(wireJson) }
    install(ConditionalHeaders)
    install(CachingHeaders) {
        options { call, _ ->
            val forever = call.request.path().startsWith("/assets/")
            CachingOptions(if (forever) CacheControl.MaxAge(31_536_000) else CacheControl.NoCache(null))
        }
    }
    install(Compression) {
        gzip { matchContentType(ContentType.Text.Any, ContentType.Application.Json, ContentType.Application.JavaScript) }
    }
    install(WebSockets) {
        maxFrameSize = TabSocket.MOST_MESSAGE_BYTES
        pingPeriodMillis = 15_000
        timeoutMillis = 20_000
    }
    install(StatusPages) { errorResponses() }
    guard(access)
    openId?.let { openIdSignIn(access, it) }
    val routes =
        routing {
            api(
                access,
                roles,
                notebooks,
                dashboards,
                versions,
                links,
                frozen,
                secrets,
                cluster,
                connectors,
                broker,
                samples,
                given,
                operation,
                serverId,
                openId,
            )
            get("/") {
                val offered = call.request.queryParameters["token"]
                if (offered != null) {
                    signIn(access, offered)
                    call.response.cookies.append(access.cookieOfToken())
                    call.respondRedirect("/")
                } else {
                    call.respondPage()
                }
            }
            get("/n/{id}") { call.respondPage() }
            get("/d/{id}") { call.respondPage() }
            get("/s/{address}") { call.respondPage() }
            embeddedPage(links)
            get("/join/{address}") { call.respondPage() }
            get("/people") { call.respondPage() }
            get("/connectors") { call.respondPage() }
            operationRoutes(access, operation.database, cluster, operation.metrics, operation.scraper)
            staticResources("/", "riffle-web")
        }
    requireRules(routes.getAllRoutes().map { it.ruleName() })
}

suspend fun ApplicationCall.respondPage() {
    val page =
        Access::class.java.getResource("/riffle-web/index.html")?.readBytes()
            ?: throw HttpError(HttpStatusCode.NotFound, "NOT_FOUND", "The page was not built: run ./riffle, which builds it.")
    respond(
        io.ktor.http.content
            .ByteArrayContent(page, ContentType.Text.Html),
    )
}

/** Host and origin of every request, before any route sees it; an address that is none tells nothing to strangers. */
private fun Application.guard(access: Access) {
    intercept(ApplicationCallPipeline.Plugins) {
        if (call.request.httpVersion !in setOf("HTTP/1.0", "HTTP/1.1") || !hasPlainLength(call)) {
            throw invalid("This is no HTTP/1.1 request.")
        }
        if (!call.isProbe && !access.isHostAllowed(call)) {
            throw HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "This server is not known by that host name.")
        }
        if (!access.isOriginAllowed(call)) {
            throw HttpError(HttpStatusCode.Forbidden, "FORBIDDEN", "Requests from other sites are not taken.")
        }
    }
}

private fun hasPlainLength(call: ApplicationCall): Boolean {
    val length = call.request.header(HttpHeaders.ContentLength) ?: return true
    return length.toLongOrNull()?.let { it >= 0 } == true
}

private fun signIn(
    access: Access,
    offered: String,
) = when (access.check(offered)) {
    Access.Answer.RIGHT -> Unit
    Access.Answer.WRONG -> throw HttpError(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "This is not the token.")
    Access.Answer.TOO_MANY -> throw access.tooManyTokens()
}

private fun Route.api(
    access: Access,
    roles: Roles,
    notebooks: LiveNotebooks,
    dashboards: LiveDashboards,
    versions: VersionStore,
    links: ShareLinks,
    frozen: FrozenShares,
    secrets: SecretStore,
    cluster: SessionCluster,
    connectors: ConnectorFolder,
    broker: LocalBroker,
    samples: SampleSettings,
    given: GivenFiles,
    operation: Operation,
    serverId: String,
    openId: OpenIdProvider?,
) {
    val viewers = LinkViewers()
    val frames = operation.frames
    val pace = operation.pace
    val tabs = OpenTabs()
    access.people?.signIns?.onEnded { tabs.end(it) }
    val presence = Presence()
    val arrivals = Arrivals()
    route("/api") {
        install(accessRules(access, roles, notebooks))
        get("/health") { call.respond(HealthBody("ok")) }
        get("/server") { call.respond(ServerBody(VERSION, serverId, PROTOCOL)) }
        get("/cluster") { call.respond(cluster.status().toWire()) }
        post("/login") {
            signIn(access, call.body(LoginBody.serializer()).token)
            call.response.cookies.append(access.cookieOfToken())
            call.respond(EmptyBody())
        }
        signInRoutes(access, openId)
        openIdRoutes(access, openId)
        accountRoutes(access, tabs)
        roleRoutes(access, roles)
        val files = DocumentFiles(notebooks, dashboards, roles)
        notebookRoutes(notebooks, files, given, roles)
        dashboardRoutes(dashboards, files, roles)
        versionRoutes(versions, notebooks, dashboards, roles, access.people != null)
        linkRoutes(links, frozen, viewers, roles)
        sharedRoutes(access, links)
        route("/shared/{address}/live") {
            // Before the upgrade: a link that shows nothing is answered with a status.
            install(openedLink(links))
            webSocket {
                val link = call.attributes[OPENED_LINK]
                val outlet = TabOutlet(this, frames, pace)
                val page =
                    if (link.frozenAt() == null) {
                        LinkSocket(link, notebooks, dashboards, outlet)
                    } else {
                        FrozenPage(this, link, frozen, outlet)
                    }
                LinkVisit(this, link, viewers, outlet).serve(page, Welcome(PROTOCOL, serverId, VERSION, "viewer")) {
                    withContext(Dispatchers.IO) { links.isShown(link.id()) }
                }
            }
        }
        secretRoutes(secrets)
        databaseRoutes(secrets)
        connectorRoutes(connectors)
        connectRoutes(secrets)
        fileRoutes(given, cluster)
        backupRoutes(operation.backup)
        brokerRoutes(broker)
        sampleRoutes(files, broker, samples)
        webSocket("/live") {
            val signIn = access.signIn(call)
            val person = call.person
            val tab = TabSocket(this)
            try {
                if (signIn != null) {
                    tabs.entered(tab, signIn)
                    if (access.person(call) != person) return@webSocket
                }
                LiveSocket(this, tab, person, roles, notebooks, dashboards, frames, pace, presence, {
                    arrivals.visitor(person.name().takeIf { access.people != null })
                }).serve(
                    Welcome(PROTOCOL, serverId, VERSION, person.name()),
                    { told -> cluster.onStatus { told(it) } },
                    { cluster.status() },
                )
            } finally {
                tabs.left(tab)
            }
        }
        route("{...}") {
            handle {
                throw noRoute(call.request.httpMethod.value, call.request.path())
            }
        }
    }
}
