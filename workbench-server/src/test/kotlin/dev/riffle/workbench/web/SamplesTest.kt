package dev.riffle.workbench.web

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.Test

/** Every sample runs, every statement of it, and shows rows. */
class SamplesTest {
    private val server = WorkbenchProcess.shared()

    @Test
    fun `every sample runs from top to bottom`() {
        val samples = server.get("/api/samples").json.list("samples")
        assertThat(
            samples.map { it.text("name") },
        ).contains("shapes", "flights", "batch-and-stream", "flights-over-kafka", "fraud", "pipeline")
        assertThat(server.send("POST", "/api/samples/fraud/open", null).status).isEqualTo(409)
        server.post("/api/broker/start")
        await().until { server.get("/api/broker").json.text("state") == "running" }
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
                await().until {
                    val run = server.get("/api/runs/$runId").json
                    assertThat(run.text("state")).describedAs("%s", run).isNotIn("failed", "stopped")
                    run.text("state") in setOf("running", "finished") && hasRows(run)
                }
            }
            server.post("/api/notebooks/$id/stop")
        }
    }

    private fun hasRows(run: JsonObject) =
        run.list("statements").filter { it.text("kind") == "query" }.all {
            val rows = server.get("/api/results/${it.inner("result").text("view")}").json
            rows.inner("totals").number("heldRows") > 0
        }

    @Test
    fun `SQL that was written for the faker connector runs unmodified`() {
        val rows =
            rowsOf(
                """
                CREATE TABLE heroes (
                  name STRING, strength STRING, age INT, balance DECIMAL(10, 2), score DOUBLE, alive BOOLEAN, born DATE,
                  seen TIMESTAMP(3), code STRING, kind STRING, house STRING,
                  address ROW<city STRING, geo ROW<zip INT, code STRING>>, tags ARRAY<STRING>, counts MAP<STRING, INT>,
                  sometimes STRING, WATERMARK FOR seen AS seen - INTERVAL '5' SECOND
                ) WITH (
                  'connector' = 'faker', 'number-of-rows' = '400', 'rows-per-second' = '100000',
                  'fields.name.expression' = '#{superhero.name}',
                  'fields.strength.expression' = '#{superhero.power}',
                  'fields.age.expression' = '#{number.numberBetween ''20'',''30''}',
                  'fields.balance.expression' = '#{number.randomDouble ''2'',''0'',''1000''}',
                  'fields.score.expression' = '#{number.randomDouble ''4'',''0'',''1''}',
                  'fields.alive.expression' = '#{bool.bool}',
                  'fields.born.expression' = '#{date.birthday ''18'',''80''}',
                  'fields.seen.expression' = '#{date.past ''5'',''SECONDS''}',
                  'fields.code.expression' = '#{regexify ''[A-Z]{2}-[0-9]{3}''}',
                  'fields.kind.expression' = '#{Options.option ''red'',''green'',''blue''}',
                  'fields.house.expression' = '#{harry_potter.house}',
                  'fields.address.city.expression' = '#{Address.city}',
                  'fields.address.geo.zip.expression' = '#{number.numberBetween ''10000'',''99999''}',
                  'fields.address.geo.code.expression' = '#{country.code2}',
                  'fields.tags.expression' = '#{lorem.word}', 'fields.tags.length' = '3',
                  'fields.counts.key.expression' = '#{regexify ''[a-z]{8}''}',
                  'fields.counts.value.expression' = '#{number.numberBetween ''1'',''9''}', 'fields.counts.length' = '2',
                  'fields.sometimes.expression' = '#{lorem.word}', 'fields.sometimes.null-rate' = '0.5'
                );
                SELECT COUNT(*), MIN(age) >= 20 AND MAX(age) < 30, MIN(balance) >= 0 AND MAX(balance) <= 1000, COUNT(DISTINCT kind),
                  MIN(CARDINALITY(tags)), MAX(CARDINALITY(counts)), SUM(CASE WHEN REGEXP(code, '^[A-Z]{2}-[0-9]{3}$') THEN 1 ELSE 0 END),
                  MIN(address.geo.zip) >= 10000, COUNT(sometimes) BETWEEN 120 AND 280, COUNT(name), COUNT(house), COUNT(DISTINCT alive),
                  MIN(seen) > CAST(CURRENT_TIMESTAMP AS TIMESTAMP(3)) - INTERVAL '1' MINUTE, COUNT(born)
                FROM heroes
                """,
            )
        assertThat(rows.last()).isEqualTo("[400,true,true,3,3,2,400,true,true,400,400,2,true,400]")
    }

    @Test
    fun `a faker table can be looked up`() {
        val rows =
            rowsOf(
                """
                CREATE TABLE orders (id INT, pt AS PROCTIME()) WITH (
                  'connector' = 'datagen', 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '5');
                CREATE TABLE customers (id INT, name STRING) WITH (
                  'connector' = 'faker', 'fields.id.expression' = '#{number.numberBetween ''0'',''100''}', 'fields.name.expression' = '#{name.first_name}');
                SELECT o.id, CHAR_LENGTH(c.name) > 0 FROM orders o JOIN customers FOR SYSTEM_TIME AS OF o.pt AS c ON o.id = c.id
                """,
            )
        assertThat(rows).containsExactlyInAnyOrder("[1,true]", "[2,true]", "[3,true]", "[4,true]", "[5,true]")
    }

    @Test
    fun `a wrong faker option is said before anything runs`() {
        val wrong =
            mapOf(
                "'fields.a.expression' = '#{nobody.knows}'" to "nobody.knows",
                "'fields.b.expression' = '#{name.first_name}'" to "fields.b",
                "'fields.a.expression' = '#{name.first_name}', 'rows-per-second' = 'many'" to "rows-per-second",
            )
        for ((options, named) in wrong) {
            val run = run("CREATE TABLE t (a STRING) WITH ('connector' = 'faker', $options); SELECT * FROM t")
            assertThat(run.text("state")).isEqualTo("failed")
            assertThat(run.list("statements").last().toString()).contains(named)
        }
    }

    private fun run(sql: String): JsonObject {
        val id = server.post("/api/notebooks", """{"cells":[{"kind":"sql","text":${JsonPrimitive(sql)}}]}""").json.text("id")
        server.post("/api/notebooks/$id/run")
        return server
            .get("/api/notebooks/$id/runs?wait=60")
            .json
            .list("runs")
            .single()
    }

    private fun rowsOf(sql: String): List<String> {
        val run = run(sql)
        assertThat(run.text("state")).describedAs("%s", run).isEqualTo("finished")
        val view =
            run
                .list("statements")
                .last()
                .inner("result")
                .text("view")
        return server
            .get("/api/results/$view")
            .json
            .getValue("rows")
            .jsonArray
            .map { it.toString() }
    }
}
