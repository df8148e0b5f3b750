package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** Every sample runs, every statement of it, and shows rows. */
class SamplesTest {
    private val server = WorkbenchProcess.shared()

    @Test
    fun `every sample runs from top to bottom`() {
        val samples = server.get("/api/samples").json.list("samples")
        assertThat(samples.map { it.text("name") }).contains("shapes", "flights")
        for (sample in samples) {
            val notebook = server.post("/api/samples/${sample.text("name")}/open").json
            val id = notebook.text("id")
            server.post("/api/notebooks/$id/run")
            for (cell in notebook.list("cells").filter { it.text("kind") == "sql" }) {
                val runId =
                    server
                        .get("/api/notebooks/$id/runs")
                        .json
                        .list("runs")
                        .first { it.text("cell") == cell.text("id") }
                        .text("id")
                val run = server.get("/api/runs/$runId?wait=60&until=rows").json
                assertThat(run.text("state")).describedAs("%s", run).isIn("running", "finished")
                for (statement in run.list("statements").filter { it.text("kind") == "query" }) {
                    val rows = server.get("/api/results/${statement.inner("result").text("view")}").json
                    assertThat(rows.inner("totals").number("heldRows")).describedAs(cell.text("text")).isPositive()
                }
            }
            server.post("/api/notebooks/$id/stop")
        }
    }
}
