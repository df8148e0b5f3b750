package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.ClassArchives
import dev.riffle.sessions.cluster.ClusterClient
import dev.riffle.sessions.cluster.ClusterUnavailableException
import dev.riffle.sessions.cluster.LocalCluster
import dev.riffle.sessions.cluster.LocalClusterOptions
import dev.riffle.sessions.cluster.RemoteCluster
import dev.riffle.sessions.cluster.SessionCluster
import dev.riffle.sessions.rest.RestAccess
import dev.riffle.sessions.session.FlinkSessionFactory
import dev.riffle.sessions.session.SessionOptions
import dev.riffle.workbench.access.Accounts
import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.access.ShareLinks
import dev.riffle.workbench.access.SignIns
import dev.riffle.workbench.broker.LocalBroker
import dev.riffle.workbench.connect.file.GivenFiles
import dev.riffle.workbench.connector.ConnectorFolder
import dev.riffle.workbench.live.FrozenDocuments
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.live.UnwatchedRuns
import dev.riffle.workbench.live.ViewerRunLimits
import dev.riffle.workbench.storage.AccountStore
import dev.riffle.workbench.storage.Backup
import dev.riffle.workbench.storage.DashboardStore
import dev.riffle.workbench.storage.Database
import dev.riffle.workbench.storage.DirectoryLock
import dev.riffle.workbench.storage.NotebookStore
import dev.riffle.workbench.storage.RoleStore
import dev.riffle.workbench.storage.SecretStore
import dev.riffle.workbench.storage.SessionLogStore
import dev.riffle.workbench.storage.ShareLinkStore
import dev.riffle.workbench.storage.SignInStore
import dev.riffle.workbench.storage.VersionStore
import io.ktor.server.engine.EmbeddedServer
import io.ktor.server.engine.connector
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.netty.NettyApplicationEngine
import kotlinx.coroutines.runBlocking
import java.io.File
import java.io.IOException
import java.net.BindException
import java.net.URI
import java.net.URL
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.ZoneId
import java.util.Optional
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.io.path.readText

/** All constructors of the server, top to bottom, and their end in the opposite order. */
class Workbench(
    private val config: ServerConfig,
) : AutoCloseable {
    private val lock = DirectoryLock(config.data)
    private val instance = Access.kept(config.data.resolve("instance")) { Codes.random(6) }
    private val connectors = ConnectorFolder(config.data.resolve("connectors"))
    private val broker = LocalBroker(config.data.resolve("broker"), brokerClassPath())
    private val samples = SampleSettings(config.kafka, config.data.resolve("samples"))
    private val given = GivenFiles(config.data.resolve("files"))
    private val client = ClusterClient(config.cluster?.access(config.data.resolve("cluster")) ?: RestAccess.open())
    private val cluster: SessionCluster = config.cluster?.let { remoteCluster(it.address) } ?: localCluster()
    private val database = Database(config.data)
    private val secrets = SecretStore(database, config.data)
    private val sessions = FlinkSessionFactory(cluster, client, secrets)
    private val notebooks =
        LiveNotebooks(
            NotebookStore(database),
            SessionLogStore(database),
            Clock.systemUTC(),
            sessions,
            { notebook ->
                SessionOptions(
                    notebook.title(),
                    instance,
                    notebook.runtimeMode(),
                    notebook.delivery(),
                    ZoneId.systemDefault(),
                    config.maxRows,
                    config.maxBytes,
                    Duration.ofMillis(50),
                )
            },
            MOST_OPEN,
            ViewerRunLimits(config.viewerRuns, Duration.ofSeconds(config.viewerRunSeconds)),
        )
    private val dashboards = LiveDashboards(DashboardStore(database), notebooks, Clock.systemUTC())
    private val frames = FrameCache()
    private val pace = TickPace()
    private val metrics = Metrics(notebooks, cluster, pace::sockets, frames.traffic)
    private val operation = Operation(database, Backup(database, config.data), frames, pace, metrics, config.metricsToken)
    private val codes = Codes(Access.kept(config.data.resolve("links.key")) { Codes.random(32) })
    private val links = ShareLinks(ShareLinkStore(database), codes, Clock.systemUTC())
    private val frozen = FrozenShares(links, FrozenDocuments(notebooks, dashboards))
    private val roles = Roles(RoleStore(database))
    private val access =
        Access(
            config.token ?: Access.kept(config.data.resolve("token")) { Codes.random(24) },
            hostNames(),
            if (config.accounts) people() else null,
            config.publicAddress?.scheme == "https",
        )
    private val openId = config.openId?.let { OpenIdProvider(it, codes) { call, state -> rememberBegun(access, call, state) } }
    private val unwatched =
        UnwatchedRuns(notebooks, Clock.systemUTC(), Duration.ofSeconds(config.unwatchedSeconds)) { notebook, cell ->
            dashboards.isKept(notebook, cell)
        }
    private val server: EmbeddedServer<NettyApplicationEngine, NettyApplicationEngine.Configuration> =
        embeddedServer(
            Netty,
            configure = {
                connector {
                    port = config.port
                    host = config.host
                }
                requestReadTimeoutSeconds = SILENT_SECONDS
            },
        ) {
            riffle(
                access,
                roles,
                notebooks,
                dashboards,
                VersionStore(database),
                links,
                frozen,
                secrets,
                cluster,
                connectors,
                broker,
                samples,
                given,
                operation,
                Codes.random(9),
                openId,
            )
        }
    private val closed = AtomicBoolean()
    private var port = config.port

    fun start() {
        cluster.start()
        broker.startAgain()
        orphans.start()
        dashboards.start()
        if (config.unwatchedSeconds > 0) {
            unwatched.start()
        }
        try {
            server.start(wait = false)
        } catch (e: BindException) {
            close()
            throw IOException("Port ${config.port} of ${config.host} is taken. Choose another with --port, or 0 for any.", e)
        }
        port =
            runBlocking {
                server.engine
                    .resolvedConnectors()
                    .first()
                    .port
            }
        access.listensOn(port)
    }

    /** What an earlier server left running on the cluster is cancelled, tried again until none of it is left. */
    private val orphans =
        Thread({
            try {
                while (!closed.get() && !(isClusterReady() && sessions.cancelOrphans(instance))) {
                    Thread.sleep(ORPHANS_PAUSE_MILLIS)
                }
            } catch (_: InterruptedException) {
                // Closing.
            }
        }, "orphans").apply { isDaemon = true }

    private fun isClusterReady() =
        try {
            cluster.awaitReady(Duration.ofMinutes(1))
            true
        } catch (_: ClusterUnavailableException) {
            false
        }

    /** Where to open the page, token included. */
    fun address(): String {
        val shown = if (config.host in setOf("0.0.0.0", "::")) "localhost" else config.host
        val address = config.publicAddress?.toString() ?: "http://$shown:$port"
        return "$address/?token=${access.token}"
    }

    private fun hostNames(): Set<String> =
        Access.LOOPBACK + config.host.lowercase() + listOfNotNull(config.publicAddress?.host) + config.allowedHosts.map { it.lowercase() }

    private fun people() =
        People(Accounts(AccountStore(database), codes, Clock.systemUTC()), SignIns(SignInStore(database), Clock.systemUTC()))

    private fun localCluster(): SessionCluster {
        val options =
            LocalClusterOptions(
                clusterClassPath(),
                connectors.loaded(),
                config.data.resolve("cluster"),
                config.jobManagerMemory,
                config.taskManagerMemory,
                config.slots,
                emptyMap(),
                config.logFormat,
                Optional.ofNullable(classArchives()),
            )
        return LocalCluster(options, client)
    }

    private fun remoteCluster(address: URI): SessionCluster {
        val further = connectors.loaded().map { it.toUri().toURL() }
        return if (config.clusterHasJars) {
            RemoteCluster(address, emptyList(), further, client)
        } else {
            RemoteCluster(address, shippedJars() + further, client)
        }
    }

    private fun classArchives(): ClassArchives? =
        System.getProperty("riffle.archives")?.let { ClassArchives(Path.of(it), true) }
            ?: System.getProperty("riffle.archives.make")?.let { ClassArchives(Path.of(it), false) }

    /** The jars of Flink, the tap and the samples: a list in a file, of paths from its folder; or else the server's own class path. */
    private fun clusterClassPath(): List<Path> {
        val list =
            System.getProperty("riffle.cluster.classpath")?.let { Path.of(it) }
                ?: return System.getProperty("java.class.path").split(File.pathSeparator).map { Path.of(it) }
        return list
            .readText()
            .trim()
            .split(':')
            .map { list.resolveSibling(it) }
            .sorted()
    }

    /** Kafka's jars, then those that it shares with the server. */
    private fun brokerClassPath(): String =
        System.getProperty("riffle.broker.classpath")?.let { folders ->
            LocalBroker.classPathOf(folders.split(File.pathSeparator).map { Path.of(it) })
        }
            ?: System.getProperty("java.class.path")

    private fun shippedJars(): List<URL> {
        val folder =
            System.getProperty("riffle.ship.jars")
                ?: throw ConfigException("The jars for the cluster are missing: start Riffle by its script, or set cluster-has-jars.")
        return Files.list(Path.of(folder)).use { jars -> jars.sorted().map { it.toUri().toURL() }.toList() }
    }

    override fun close() {
        if (!closed.compareAndSet(false, true)) {
            return
        }
        server.stop(100, 1_000)
        openId?.close()
        orphans.interrupt()
        unwatched.close()
        dashboards.close()
        notebooks.close()
        sessions.close()
        cluster.close()
        broker.close()
        metrics.close()
        database.close()
        lock.close()
    }

    private companion object {
        /** A connection on which nothing comes for so long is closed: longer than any request waits (60 s) and than sockets are silent (20 s). */
        const val SILENT_SECONDS = 90
        const val MOST_OPEN = 100
        const val ORPHANS_PAUSE_MILLIS = 2_000L
    }
}
