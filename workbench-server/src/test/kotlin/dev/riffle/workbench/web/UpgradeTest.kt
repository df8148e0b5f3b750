package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.io.path.copyTo
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name

/**
 * A data directory that the server wrote when its tables were at version 7: with a notebook that had run, a dashboard, a
 * secret, a share link and an account that may edit the notebook.
 */
class UpgradeTest {
    private val notebook = "49f24999-56b4-4621-8486-ddc2bf87d891"
    private val dashboard = "875c8ae8-e643-493b-a39f-8f9f16745db9"
    private val link = "foRms8Yy19G-.NFkCzNJvH69EIvzgQ2ddH8joq_KtxEai"

    private fun copyInto(data: Path) {
        val early = Path.of(UpgradeTest::class.java.getResource("/data-directory-7")!!.toURI())
        for (file in early.listDirectoryEntries()) {
            file.copyTo(data.resolve(file.name))
        }
    }

    @Test
    fun `a data directory of an early version is brought up to date with all that is in it`(
        @TempDir data: Path,
    ) {
        copyInto(data)
        WorkbenchProcess.start(data, "--accounts", "true").use { server ->
            val kept = server.get("/api/notebooks/$notebook").json.inner("notebook")
            assertThat(kept.text("title")).isEqualTo("Early")
            assertThat(kept.list("cells").map { it.text("id") }).containsExactly("words", "view", "query", "chart")
            val chart = kept.list("cells").last().inner("chart")
            assertThat(chart.text("title")).isEqualTo("Numbers")

            val tiles = server.get("/api/dashboards/$dashboard").json.list("tiles")
            assertThat(tiles.map { it.inner("content").text("cell") }).containsExactly("chart", "query")
            assertThat(server.send("GET", "/api/shared/$link", null, emptyMap()).json.text("id")).isEqualTo(dashboard)
            for (document in listOf("notebooks/$notebook", "dashboards/$dashboard")) {
                assertThat(server.get("/api/$document/versions").json.list("versions")).hasSize(1)
            }

            val ada = """{"login":"ada","password":"an early password"}"""
            assertThat(server.send("POST", "/api/sign-in", ada, emptyMap()).status).isEqualTo(200)
            val person =
                server
                    .get("/api/notebooks/$notebook/people")
                    .json
                    .list("people")
                    .single()
            assertThat(person.text("name") to person.text("role")).isEqualTo("Ada" to "editor")

            // The session is rebuilt from its log: the view that the query names was made before the upgrade.
            server.post("/api/notebooks/$notebook/run", """{"cells":["query"]}""")
            val run =
                server
                    .get("/api/notebooks/$notebook/runs?wait=60")
                    .json
                    .list("runs")
                    .first { it.text("cell") == "query" }
            val rows = server.get("/api/results/${run.view()}").body
            assertThat(rows).contains("one", "two", "from version 7")
        }
        WorkbenchProcess.start(data).use { again ->
            assertThat(
                again
                    .get("/api/notebooks/$notebook")
                    .json
                    .inner("notebook")
                    .text("title"),
            ).isEqualTo("Early")
        }
    }
}
