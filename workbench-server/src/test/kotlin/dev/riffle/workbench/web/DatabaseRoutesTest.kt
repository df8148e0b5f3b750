package dev.riffle.workbench.web

import dev.riffle.workbench.connect.database.PostgresServer
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import java.util.concurrent.CopyOnWriteArrayList

/** What is proposed for a table of a real PostgreSQL runs on a real cluster, and reads what is there. */
class DatabaseRoutesTest {
    private val server = WorkbenchProcess.shared()
    private val answers = CopyOnWriteArrayList<String>()

    companion object {
        private val postgres = PostgresServer.shared()

        @JvmStatic
        @BeforeAll
        fun tables() {
            postgres.execute(
                "shop",
                """
                CREATE SCHEMA routes;
                CREATE TYPE routes.colour AS ENUM ('red', 'green');
                CREATE DOMAIN routes.price AS NUMERIC(8, 2);
                CREATE TABLE routes.exact (id BIGSERIAL PRIMARY KEY, small SMALLINT, int INTEGER NOT NULL, real REAL,
                  double DOUBLE PRECISION, exact NUMERIC(38, 4), free NUMERIC, flag BOOLEAN, letters CHAR(4), word VARCHAR(10),
                  words VARCHAR, texts TEXT, day DATE, time0 TIME(0), time6 TIME, at TIMESTAMP, at3 TIMESTAMP(3), at0 TIMESTAMP(0),
                  moment TIMESTAMPTZ, bytes BYTEA, colour routes.colour, price routes.price, large NUMERIC(50, 2), code UUID,
                  document JSONB, numbers INTEGER[], tags TEXT[]);
                INSERT INTO routes.exact VALUES
                  (1, -32768, 2147483647, 1.5, 0.1, 1234567890123456789012345678901234.5678, 0.5, TRUE, 'ab', 'it''s', 'longer than ten',
                   E'two\nlines', '2026-02-28', '23:59:59', '23:59:59.987', '2026-03-29 02:30:00.123456', '2026-03-29 02:30:00.123',
                   '2026-03-29 02:30:01', '2026-03-29 02:30:00.123456+00', '\x00ff', 'green', 12.30, 1, gen_random_uuid(), '{}',
                   '{1,NULL,3}', '{a,b}'),
                  (2, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                   NULL, NULL, NULL, NULL, NULL, NULL);
                CREATE TABLE routes.words (time INT, timestamp INT, interval INT, "values" INT, position INT, "row" INT, char INT);
                INSERT INTO routes.words VALUES (1, 2, 3, 4, 5, 6, 7);
                CREATE TABLE routes.moments (moment TIMESTAMPTZ);
                INSERT INTO routes.moments VALUES (now());
                CREATE TABLE routes."Order Lines" ("lineId" INT PRIMARY KEY, "user" TEXT, "group" INT);
                INSERT INTO routes."Order Lines" VALUES (1, 'Ada', 7), (2, 'Bo', 8);
                CREATE TABLE routes.painted (id INT PRIMARY KEY, colour routes.colour, seen TIMESTAMPTZ);
                GRANT USAGE ON SCHEMA routes TO reader;
                GRANT SELECT ON ALL TABLES IN SCHEMA routes TO reader;
                GRANT INSERT, UPDATE ON routes.painted TO reader;
                """,
            )
        }
    }

    private fun ask(
        path: String,
        body: String,
    ) = server.post(path, body).also { answers += it.body + it.headers }

    private fun notebook(vararg cells: String): String {
        val list = cells.joinToString(",") { """{"kind":"sql","text":${JsonPrimitive(it)}}""" }
        return ask("/api/notebooks", """{"runtimeMode":"batch","cells":[$list]}""").json.text("id")
    }

    private fun connection(rest: String = "") = """{"url":"${postgres.url()}","user":"reader","secret":"routes_password"$rest}"""

    private fun keepSecret() =
        server.send("PUT", "/api/secrets/routes_password", """{"value":${JsonPrimitive(PostgresServer.PASSWORD)}}""").also {
            assertThat(it.status).isEqualTo(204)
        }

    private fun table(
        notebook: String,
        name: String,
    ) = ask("/api/notebooks/$notebook/connect/database/table", connection(""","schema":"routes","table":${JsonPrimitive(name)}"""))

    /** What became of the statements of a notebook with these cells. */
    private fun run(vararg cells: String): List<JsonObject> {
        val id = notebook(*cells)
        ask("/api/notebooks/$id/run", "{}")
        val runs = server.get("/api/notebooks/$id/runs?wait=60").also { answers += it.body }
        return runs.json.list("runs").flatMap { it.list("statements") }
    }

    /** The rows of the last of them, as CSV. */
    private fun rows(vararg cells: String): String {
        val statements = run(*cells)
        assertThat(statements.map { it.text("state") }).describedAs(statements.toString()).containsOnly("finished")
        return server.get("/api/results/${statements.last().inner("result").text("view")}?format=csv").body
    }

    @Test
    fun `a table's definition reads its rows as they are`() {
        keepSecret()
        val answer = table(notebook(), "exact").json
        val left = answer.list("columns").filter { it["flinkType"] == JsonNull }.map { it.text("name") }
        assertThat(left).containsExactly("large", "code", "document")
        assertThat(answer.getValue("rows").jsonArray).hasSize(2)
        val sql = answer.text("sql")
        assertThat(rows(sql, "SELECT * FROM `exact` ORDER BY id").lines()).containsExactly(
            "id,small,int,real,double,exact,free,flag,letters,word,words,texts,day,time0,time6,at,at3,at0,moment,bytes,colour,price," +
                "numbers,tags",
            "1,-32768,2147483647,1.5,0.1,1234567890123456789012345678901234.5678,0.500000000000000000,true,ab  ,it's,longer than ten," +
                "\"two",
            "lines\",2026-02-28,23:59:59,23:59:59,2026-03-29 02:30:00.123456,2026-03-29 02:30:00.123,2026-03-29 02:30:01.0," +
                "2026-03-29 02:30:00.123456,AP8=,green,12.30,\"[1,null,3]\",\"[\"\"a\"\",\"\"b\"\"]\"",
            "2,,0,,,,,,,,,,,,,,,,,,,,,",
            "",
        )
    }

    @Test
    fun `names that PostgreSQL needs quotes around are read by plain ones`() {
        keepSecret()
        val sql = table(notebook(), "Order Lines").json.text("sql")
        assertThat(rows(sql, "SELECT lineId, `user`, `group` FROM `Order Lines` WHERE `group` > 7 AND lineId = 2"))
            .isEqualTo("lineId,user,group\r\n2,Bo,8\r\n")
        val words = table(notebook(), "words").json.text("sql")
        assertThat(words).doesNotContain("\"")
        assertThat(rows(words, "SELECT * FROM `words` WHERE `interval` = 3"))
            .isEqualTo("time,timestamp,interval,values,position,row,char\r\n1,2,3,4,5,6,7\r\n")
    }

    @Test
    fun `a table's definition takes rows, and enumerations are compared as text`() {
        keepSecret()
        val sql = table(notebook(), "painted").json.text("sql")
        val insert =
            "INSERT INTO painted VALUES (1, 'red', TIMESTAMP '2026-05-04 10:22:07.412'), (2, 'green', CAST(NULL AS TIMESTAMP))"
        assertThat(run(sql, insert).map { it.text("state") }).containsOnly("finished")
        assertThat(rows(sql, "SELECT * FROM painted WHERE colour = 'red'"))
            .isEqualTo("id,colour,seen\r\n1,red,2026-05-04 10:22:07.412000\r\n")
    }

    @Test
    fun `a database's catalog has its tables`() {
        keepSecret()
        val tables = ask("/api/notebooks/${notebook()}/connect/database/tables", connection(""","search":"routes.""""))
        assertThat(tables.status).describedAs(tables.body).isEqualTo(200)
        val listed = tables.json.list("tables").map { it.text("name") }
        assertThat(listed).containsExactly("Order Lines", "exact", "moments", "painted", "words")
        val catalog = tables.json.text("catalog")
        assertThat(rows(catalog, "SHOW TABLES FROM shop.shop")).contains("routes.exact")
        // The reason why a definition has another type for it than the catalog.
        val moments = run(catalog, "SELECT * FROM shop.shop.`routes.moments`")
        assertThat(moments.last().text("state")).isEqualTo("failed")
        assertThat(moments.last().inner("problem").toString()).contains("TIMESTAMP_LTZ")
    }

    @Test
    fun `no answer has the password in it, and what is refused says why`() {
        keepSecret()
        val id = notebook()
        val path = "/api/notebooks/$id/connect/database/tables"
        val quoted = JsonPrimitive(PostgresServer.PASSWORD)
        assertThat(ask(path, """{"url":"${postgres.url()}","user":"reader","password":$quoted}""").status).isEqualTo(200)
        val wrong = ask(path, """{"url":"${postgres.url()}","user":"reader","password":"Zx81qW wrong"}""")
        assertThat(wrong.status).isEqualTo(422)
        assertThat(wrong.json.inner("error").text("code")).isEqualTo("CONNECT_PASSWORD")
        val none = ask("/api/notebooks/$id/connect/database/table", connection(""","schema":"routes","table":"none""""))
        assertThat(none.status).isEqualTo(422)
        assertThat(none.json.inner("error").text("code")).isEqualTo("CONNECT_TABLE")
        for (body in listOf("""{"url":"","user":"","password":$quoted,"Zx81qW":1}""", """{"password":"Zx81qW""", "{}")) {
            val refused = ask(path, body)
            assertThat(refused.status).describedAs(body).isEqualTo(400)
            assertThat(refused.json.getValue("error").toString()).contains("INVALID")
        }
        table(id, "exact")
        assertThat(answers).noneMatch { "Zx81qW" in it }
    }
}
