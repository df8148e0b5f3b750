package dev.riffle.workbench.web

import dev.riffle.sessions.cluster.ClusterState
import dev.riffle.sessions.cluster.ClusterStatus
import dev.riffle.sessions.session.Delivery
import dev.riffle.sessions.session.RuntimeMode
import dev.riffle.workbench.access.Account
import dev.riffle.workbench.access.Accounts
import dev.riffle.workbench.access.Codes
import dev.riffle.workbench.access.DocumentReference
import dev.riffle.workbench.access.Identity
import dev.riffle.workbench.access.Role
import dev.riffle.workbench.access.Roles
import dev.riffle.workbench.dashboard.CellReference
import dev.riffle.workbench.dashboard.Dashboard
import dev.riffle.workbench.dashboard.DashboardEdit
import dev.riffle.workbench.dashboard.DashboardRejection
import dev.riffle.workbench.dashboard.Tile
import dev.riffle.workbench.dashboard.TileContent
import dev.riffle.workbench.dashboard.TileId
import dev.riffle.workbench.dashboard.TilePlace
import dev.riffle.workbench.live.DashboardOutcome
import dev.riffle.workbench.live.LiveDashboards
import dev.riffle.workbench.live.LiveNotebooks
import dev.riffle.workbench.notebook.Cell
import dev.riffle.workbench.notebook.CellId
import dev.riffle.workbench.notebook.Notebook
import dev.riffle.workbench.notebook.NotebookEdit
import dev.riffle.workbench.presence.Presence
import dev.riffle.workbench.presence.Visitor
import dev.riffle.workbench.storage.AccountStore
import dev.riffle.workbench.storage.DashboardStore
import dev.riffle.workbench.storage.Database
import dev.riffle.workbench.storage.RoleStore
import dev.riffle.workbench.version.Author
import dev.riffle.workbench.web.wire.Welcome
import io.ktor.websocket.Frame
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.serialization.json.JsonObject
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Clock
import java.time.Instant

/** A role that ends at the very moment when a page opens something, or while it shows it: on a real database and real documents. */
class AccessRacesTest {
    private lateinit var database: Database
    private lateinit var roles: Roles
    private lateinit var notebooks: LiveNotebooks
    private lateinit var dashboards: LiveDashboards
    private val author = Author(null, "Administrator")
    private lateinit var viewer: Account
    private lateinit var page: Page

    /** Done while a notebook is being opened, once. */
    @Volatile
    private var whileOpening: () -> Unit = {}

    @BeforeEach
    fun open(
        @TempDir folder: Path,
    ) {
        database = Database(folder)
        roles = Roles(RoleStore(database))
        val accounts = Accounts(AccountStore(database), Codes("a key of the test"), Clock.systemUTC())
        val made = accounts.signIn(Identity("https://login.example", "1"), "Vera", "vera", null, true)
        viewer = (made as Accounts.Outcome.Done).account()
        val sessions = RunningSessions { whileOpening().also { whileOpening = {} } }
        notebooks = sessions.notebooks(database)
        dashboards = LiveDashboards(DashboardStore(database), notebooks, Clock.systemUTC())
        page = Page()
    }

    @AfterEach
    fun close() {
        page.close()
        dashboards.close()
        notebooks.close()
        database.close()
    }

    /** One tab of the viewer. */
    private inner class Page {
        private val socket = PageSocket()

        init {
            val live =
                LiveSocket(
                    socket,
                    TabSocket(socket),
                    viewer.person(),
                    roles,
                    notebooks,
                    dashboards,
                    FrameCache(),
                    TickPace(),
                    Presence(),
                ) { Visitor("v", "Vera", 0) }
            val status = ClusterStatus(true, ClusterState.READY, "", null, 1, 1, 1, null, Instant.EPOCH)
            CoroutineScope(socket.coroutineContext).launch {
                live.serve(Welcome(PROTOCOL, "s", VERSION, "Vera"), { AutoCloseable {} }, { status })
            }
        }

        fun send(message: String) {
            check(socket.incoming.trySend(Frame.Text(message)).isSuccess)
        }

        /** All that is told until a message of that type comes, that one last. */
        fun until(type: String): List<JsonObject> =
            generateSequence { socket.next() }.let { told ->
                val all = ArrayList<JsonObject>()
                for (message in told) {
                    all += message
                    if (message.text("type") == type) break
                }
                all
            }

        /** What was told before the answer to a ping that is sent now. */
        fun toldUntilNow(): List<String> {
            send("""{"type":"ping"}""")
            return until("pong").map { it.text("type") }
        }

        fun close() = socket.cancel()
    }

    private fun notebook(): Notebook =
        notebooks.create(
            author,
            "N",
            RuntimeMode.STREAMING,
            Delivery.LIVE,
            listOf("a", "b").map { Cell.Sql(CellId(it), false, "SELECT 1", 0) },
        )

    private fun tile(
        notebook: Notebook,
        cell: String,
    ) = TileContent.OfCell(CellReference(notebook.id(), CellId(cell)))

    private fun edit(
        dashboard: Dashboard,
        edit: DashboardEdit,
        id: String,
    ) = assertThat(dashboards.edit(author, dashboard.id(), id, 100, edit) { true }.join()).isInstanceOf(DashboardOutcome.Stored::class.java)

    /** With one tile, which shows the cell. */
    private fun dashboard(
        notebook: Notebook,
        cell: String,
    ): Dashboard {
        val made = dashboards.create(author, "D")
        edit(made, DashboardEdit.AddTile(Tile(TileId("t"), TilePlace(0, 0, 4, 4), null, "", tile(notebook, cell))), "add")
        return made
    }

    private fun give(
        document: DocumentReference,
        role: Role = Role.VIEWER,
    ) = assertThat(roles.set(document, viewer.id(), role)).isEqualTo(Roles.Outcome.DONE)

    private fun take(document: DocumentReference) = assertThat(roles.remove(document, viewer.id())).isEqualTo(Roles.Outcome.DONE)

    @Test
    fun `a notebook whose viewer loses the role while it is being opened is not opened`() {
        val notebook = notebook()
        give(documentOf(notebook.id()))
        whileOpening = { take(documentOf(notebook.id())) }
        page.send("""{"type":"openNotebook","request":1,"notebook":"${notebook.id()}"}""")
        val told = page.until("refused")
        assertThat(told.last().text("code")).isEqualTo("NOTEBOOK_GONE")
        notebooks
            .open(notebook.id())
            .orElseThrow()
            .edit(author, "e", 1, NotebookEdit.SetTitle("Secret"))
            .join()
        assertThat(told.map { it.text("type") } + page.toldUntilNow()).doesNotContain("notebook", "edited")
    }

    @Test
    fun `a dashboard whose viewer loses the role while its notebook is being opened is not opened`() {
        val notebook = notebook()
        val dashboard = dashboard(notebook, "a")
        // Let go of the notebook, which the edit has opened.
        notebooks.trash(notebook.id()).join()
        notebooks.restore(notebook.id())
        give(documentOf(dashboard.id()))
        whileOpening = { take(documentOf(dashboard.id())) }
        page.send("""{"type":"openDashboard","request":1,"dashboard":"${dashboard.id()}"}""")
        val told = page.until("refused")
        assertThat(told.last().text("code")).isEqualTo("DASHBOARD_GONE")
        edit(dashboard, DashboardEdit.SetTitle("Secret"), "title")
        assertThat(told.map { it.text("type") } + page.toldUntilNow()).doesNotContain("dashboard", "dashboardEdited", "tileSource")
    }

    @Test
    fun `a version of a dashboard is not brought back for whoever loses the role while its notebook is being opened`() {
        val notebook = notebook()
        val dashboard = dashboard(notebook, "a")
        edit(dashboard, DashboardEdit.RemoveTile(TileId("t")), "remove")
        assertThat(dashboards.version(dashboard.id(), 1).orElseThrow().references()).isNotEmpty()
        notebooks.trash(notebook.id()).join()
        notebooks.restore(notebook.id())
        give(documentOf(dashboard.id()), Role.EDITOR)
        whileOpening = { take(documentOf(dashboard.id())) }
        val now = dashboards.find(dashboard.id()).orElseThrow()
        val restored =
            dashboards.restoreVersion(author, dashboard.id(), now.revision(), 1) {
                roles.allows(viewer.person(), documentOf(it.id()), Role.EDITOR)
            }
        assertThat(restored.join()).isEqualTo(DashboardOutcome.Refused(DashboardRejection.FORBIDDEN))
        assertThat(dashboards.find(dashboard.id()).orElseThrow()).isEqualTo(now)
    }

    /** A page that watches, through a dashboard alone, what the cell `a` shows. */
    private fun watching(): Pair<Notebook, Dashboard> {
        val notebook = notebook()
        notebooks
            .open(notebook.id())
            .orElseThrow()
            .runAll()
            .join()
        val dashboard = dashboard(notebook, "a")
        give(documentOf(dashboard.id()))
        page.send("""{"type":"openDashboard","request":1,"dashboard":"${dashboard.id()}"}""")
        page.until("accepted")
        page.send("""{"type":"watch","view":"${RunningSessions.viewOf("b")}","seen":null}""")
        assertThat(page.toldUntilNow()).contains("viewGone")
        page.send("""{"type":"watch","view":"${RunningSessions.viewOf("a")}","seen":null}""")
        assertThat(page.toldUntilNow()).doesNotContain("viewGone")
        return notebook to dashboard
    }

    @Test
    fun `rows that a tile showed are told no more when the tile shows another cell`() {
        val (notebook, dashboard) = watching()
        edit(dashboard, DashboardEdit.SetTile(TileId("t"), null, "", tile(notebook, "b")), "set")
        assertThat(page.until("viewGone").last().text("view")).isEqualTo(RunningSessions.viewOf("a"))
        page.send("""{"type":"watch","view":"${RunningSessions.viewOf("b")}","seen":null}""")
        assertThat(page.toldUntilNow()).doesNotContain("viewGone")
    }

    @Test
    fun `rows that a tile showed are told no more when the tile is removed`() {
        val (_, dashboard) = watching()
        edit(dashboard, DashboardEdit.RemoveTile(TileId("t")), "remove")
        assertThat(page.until("viewGone").last().text("view")).isEqualTo(RunningSessions.viewOf("a"))
    }

    @Test
    fun `rows that a dashboard showed are told no more when its viewer has no role there`() {
        val (_, dashboard) = watching()
        take(documentOf(dashboard.id()))
        assertThat(page.until("viewGone").map { it.text("type") }).contains("dashboardGone")
        page.send("""{"type":"watch","view":"${RunningSessions.viewOf("a")}","seen":null}""")
        assertThat(page.toldUntilNow()).contains("viewGone")
    }
}
