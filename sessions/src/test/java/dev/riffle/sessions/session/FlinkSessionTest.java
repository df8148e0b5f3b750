package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.ClusterState;
import dev.riffle.sessions.cluster.LocalCluster;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.view.Snapshot;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlinkSessionTest {

    private static final String NUMBERS = """
            CREATE TABLE numbers (n BIGINT, half AS n / 2)
            WITH ('connector' = 'datagen', 'rows-per-second' = '200', 'fields.n.min' = '1', 'fields.n.max' = '9');
            """;

    private SessionFixture fixture = new SessionFixture(TestCluster.shared());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void runsEachStatementOfACellInOrderWithItsOwnOutcome() {
        RunStatus status = fixture.awaitEnd(fixture.run(
                "a",
                "SET 'table.local-time-zone' = 'Europe/Rome'; -- a comment; with a semicolon\n" + NUMBERS
                        + "SHOW TABLES; EXPLAIN SELECT 'a;b' FROM numbers; SELECT 1 AS a, 'x' AS b;"
                        + "SELECT TO_TIMESTAMP_LTZ(0, 3) AS t"));
        assertThat(status.state()).as("%s", status).isEqualTo(RunState.FINISHED);
        assertThat(status.statements())
                .extracting(StatementRun::message)
                .containsExactly("Set for this notebook's session.", "Table created.", null, null, null, null);
        assertThat(result(status, 2).snapshot().rows().get(0).values()).isEqualTo(List.of("numbers"));
        assertThat(result(status, 3).snapshot().rows().get(0).values().toString())
                .contains("Physical Plan");
        assertThat(result(status, 4).snapshot().rows().get(0).values()).isEqualTo(List.of(1L, "x"));
        Snapshot moments = result(status, 5).snapshot();
        assertThat(moments.rows().get(0).values()).isEqualTo(List.of("1970-01-01 01:00:00.000"));
        assertThat(moments.schema().zone()).isEqualTo(ZoneId.of("Europe/Rome"));
    }

    @Test
    void anUpdatingResultIsKeyedAndKeepsChangingUntilItIsStopped() throws Exception {
        RunId run = fixture.run("a", NUMBERS + "SELECT n, COUNT(*) AS c FROM numbers GROUP BY n");
        RunStatus status = fixture.awaitThat(run, s -> s.state() == RunState.RUNNING);
        ViewFeed feed = result(status, 1);
        assertThat(feed.schema().mode()).isEqualTo(ChangelogMode.UPDATE);
        assertThat(feed.schema().upsertKey()).containsExactly("n");
        await().until(() -> feed.snapshot().rows().size() == 9);
        long before = feed.snapshot().totals().changes();
        await().until(() -> feed.snapshot().totals().changes() > before);
        assertThat(feed.snapshot().totals().heldRows()).isEqualTo(9);

        fixture.session().stop("a");
        RunStatus stopped = fixture.awaitEnd(run);
        assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
        assertThat(result(stopped, 1).snapshot().rows()).hasSize(9);
        String job = Objects.requireNonNull(stopped.statements().get(1).jobId());
        URI address = TestCluster.shared().awaitReady(Duration.ofSeconds(60));
        await().until(() ->
                new ClusterClient().jobState(address, job).orElseThrow().equals("CANCELED"));
        assertThat(fixture.statesOf(run))
                .containsExactly(
                        RunState.QUEUED, RunState.STARTING, RunState.WAITING, RunState.RUNNING, RunState.STOPPED);
    }

    @Test
    void anErrorNamesItsPlaceInTheCellAndStopsTheRest() {
        RunStatus status = fixture.awaitEnd(fixture.run("a", NUMBERS + "\n  SELECT n,\n    nn FROM numbers; SELECT 1"));
        assertThat(status.state()).isEqualTo(RunState.FAILED);
        Problem problem = Objects.requireNonNull(status.statements().get(1).problem());
        assertThat(problem.code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(problem.message()).isEqualTo("Column 'nn' not found in any table");
        assertThat(problem.hint()).isEqualTo("Did you mean 'n'?");
        assertThat(Objects.requireNonNull(problem.range()).start().line()).isEqualTo(5);
        assertThat(problem.range().start().column()).isEqualTo(5);
        assertThat(status.statements().get(2).state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void runningACellAgainReplacesWhatItCreatedAndStopsWhatItRan() throws Exception {
        RunId first = fixture.run("a", NUMBERS + "CREATE VIEW v AS SELECT * FROM numbers; SELECT * FROM v");
        RunStatus running = fixture.awaitThat(first, s -> s.state() == RunState.RUNNING);
        String job = Objects.requireNonNull(running.statements().get(2).jobId());
        // One that is replaced before it begins leaves nothing of the first.
        fixture.run("a", "SELECT 1");
        RunId second = fixture.run("a", NUMBERS + "CREATE VIEW v AS SELECT n FROM numbers; SELECT * FROM v");
        RunStatus again = fixture.awaitThat(second, s -> s.state() == RunState.RUNNING);
        assertThat(result(again, 2).schema().columns()).hasSize(1);
        URI address = TestCluster.shared().awaitReady(Duration.ofSeconds(60));
        assertThat(new ClusterClient().jobState(address, job)).contains("CANCELED");

        RunStatus other = fixture.awaitEnd(fixture.run("b", NUMBERS));
        assertThat(Objects.requireNonNull(other.statements().get(0).problem()).code())
                .isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void insertsAndStatementSetsAreJobs() {
        String sinks = "CREATE TABLE s1 (n BIGINT) WITH ('connector'='blackhole');"
                + "CREATE TABLE s2 (n BIGINT) WITH ('connector'='blackhole');";
        RunId run = fixture.run(
                "a",
                NUMBERS + sinks
                        + "EXECUTE STATEMENT SET BEGIN INSERT INTO s1 SELECT CASE WHEN n > 1 THEN n ELSE 0 END FROM numbers;"
                        + " INSERT INTO s2 SELECT n FROM numbers; END;"
                        + "BEGIN STATEMENT SET; INSERT INTO s1 SELECT n FROM numbers; INSERT INTO s2 SELECT n FROM numbers; END");
        RunStatus status = fixture.awaitThat(
                run, s -> s.statements().size() == 5 && s.statements().get(4).state() == RunState.RUNNING);
        assertThat(status.statements().get(3).jobId()).isNotNull();
        assertThat(status.statements().get(4).jobId()).isNotNull();
        fixture.session().stopAll();
        assertThat(fixture.awaitEnd(run).state()).isEqualTo(RunState.STOPPED);
        RunStatus bounded = fixture.awaitEnd(fixture.run("b", "INSERT INTO s1 VALUES (1), (2)"));
        assertThat(bounded.state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void aDatabaseThatACellCreatesAgainKeepsWhatOthersPutIntoIt() throws Exception {
        String create =
                "CREATE DATABASE default_catalog.shared_by_all; CREATE CATALOG other WITH ('type' = 'generic_in_memory');";
        assertThat(fixture.awaitEnd(fixture.run("a", create)).state()).isEqualTo(RunState.FINISHED);
        fixture.awaitEnd(fixture.run("b", "CREATE TABLE shared_by_all.kept (n INT) WITH ('connector' = 'blackhole')"));
        fixture.awaitEnd(fixture.run("c", "USE CATALOG other"));

        RunStatus again = fixture.awaitEnd(fixture.run("a", create));
        assertThat(again.state()).as("%s", again).isEqualTo(RunState.FINISHED);
        assertThat(again.statements())
                .extracting(StatementRun::message)
                .containsOnly("It is there already: an earlier run of this cell created it.");
        assertThat(fixture.rows("d", "SHOW TABLES IN default_catalog.shared_by_all"))
                .containsExactly(List.of("kept"));
        RunStatus other = fixture.awaitEnd(fixture.run("e", "CREATE DATABASE default_catalog.shared_by_all"));
        assertThat(Objects.requireNonNull(other.statements().get(0).problem()).code())
                .isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void whatCannotBeDroppedIsSaid() {
        String create = "CREATE TABLE hidden (n INT) WITH ('connector' = 'blackhole')";
        assertThat(fixture.awaitEnd(fixture.run("a", create)).state()).isEqualTo(RunState.FINISHED);
        fixture.awaitEnd(fixture.run("b", "CREATE TEMPORARY TABLE hidden (n INT) WITH ('connector' = 'blackhole')"));
        RunStatus again = fixture.awaitEnd(fixture.run("a", create));
        Problem problem = Objects.requireNonNull(again.problem());
        assertThat(problem.code()).isEqualTo("DROP_FAILED");
        assertThat(problem.hint()).contains("`hidden`");
        fixture.awaitEnd(fixture.run("b", "DROP TEMPORARY TABLE hidden"));
        RunStatus mended = fixture.awaitEnd(fixture.run("a", create));
        assertThat(mended.state()).as("%s", mended).isEqualTo(RunState.FINISHED);
        assertThat(mended.problem()).isNull();
    }

    @Test
    void anErrorWithinAStatementSetStandsAtItsPlaceInTheCell() throws Exception {
        fixture.awaitEnd(fixture.run(
                "a",
                "CREATE TABLE src (n INT) WITH ('connector' = 'datagen');"
                        + "CREATE TABLE sink (n INT) WITH ('connector' = 'blackhole')"));
        String set = """
                SELECT 1; BEGIN STATEMENT SET;
                INSERT INTO sink SELECT n FROM src;
                  INSERT INTO sink SELECT missing FROM src;
                END; SHOW TABLES""";
        RunStatus status = fixture.awaitEnd(fixture.run("b", set));
        Problem ran = Objects.requireNonNull(status.statements().get(1).problem());
        Problem checked = fixture.session().check(set).get().get(0);
        for (Problem problem : List.of(ran, checked)) {
            assertThat(problem.code()).isEqualTo("COLUMN_NOT_FOUND");
            assertThat(Objects.requireNonNull(problem.range()).start().line()).isEqualTo(3);
            assertThat(problem.range().start().column()).isEqualTo(27);
            assertThat(problem.range().start().offset()).isEqualTo(set.indexOf("missing"));
        }
        assertThat(fixture.rows("c", "SELECT 1")).as("the set was left").hasSize(1);
        RunStatus open = fixture.awaitEnd(fixture.run("d", "BEGIN STATEMENT SET; INSERT INTO sink SELECT 1"));
        assertThat(Objects.requireNonNull(open.statements().get(0).problem()).message())
                .isEqualTo("The statement set is not closed.");
        assertThat(fixture.rows("c", "SELECT 1")).hasSize(1);
    }

    @Test
    void showsEveryTypeExactly() {
        List<Object> row = List.copyOf(fixture.rows("a", """
                        SELECT CAST(1 AS TINYINT), CAST(9007199254740993 AS BIGINT), CAST(123456789012345.12 AS DECIMAL(30, 4)),
                          CAST(0.1 AS FLOAT), 1e300, 'text', TRUE, X'00ff', DATE '2026-05-04', TIME '10:22:07',
                          TIMESTAMP '2026-05-04 10:22:07.412', CAST(TO_TIMESTAMP_LTZ(0, 3) AS TIMESTAMP_LTZ(3)),
                          INTERVAL '1-02' YEAR TO MONTH, INTERVAL '1 02:03:04.567' DAY TO SECOND(3),
                          ARRAY[1, 2], MAP['a', 1], ROW(1, 'b')
                        """).get(0));
        assertThat(row)
                .containsExactly(
                        1L,
                        9007199254740993L,
                        "123456789012345.1200",
                        0.1,
                        1e300,
                        "text",
                        true,
                        "AP8=",
                        "2026-05-04",
                        "10:22:07",
                        "2026-05-04 10:22:07.412",
                        "1970-01-01 00:00:00.000",
                        "+1-02",
                        "+1 02:03:04.567",
                        List.of(1L, 2L),
                        List.of(List.of("a", 1L)),
                        List.of(1L, "b"));
    }

    @Test
    void batchModeGivesTheFinalRowsOnly() {
        try (SessionFixture batch = new SessionFixture(TestCluster.shared(), RuntimeMode.BATCH, 100)) {
            RunStatus status = batch.awaitEnd(
                    batch.run("a", "SELECT x, COUNT(*) FROM (VALUES (1), (2), (1)) AS t (x) GROUP BY x"));
            assertThat(SessionFixture.rows(status)).containsExactlyInAnyOrder(Arrays.asList(1L, 2L), List.of(2L, 1L));
            assertThat(result(status, 0).schema().mode()).isEqualTo(ChangelogMode.APPEND);
        }
    }

    @Test
    void rowsThatOperatorsUseAgainAreKeptAsTheyWere() {
        String words = "SELECT id, CONCAT('w', CAST(id AS STRING)) AS word, ARRAY[id, id + 1] AS pair "
                + "FROM (VALUES (1), (2), (3)) AS t (id)";
        assertThat(fixture.rows("a", words))
                .containsExactlyInAnyOrder(
                        List.of(1L, "w1", List.of(1L, 2L)),
                        List.of(2L, "w2", List.of(2L, 3L)),
                        List.of(3L, "w3", List.of(3L, 4L)));
        assertThat(fixture.rows(
                        "b", "SELECT word, COUNT(*) AS n FROM (VALUES ('x'), ('y'), ('x')) AS t (word) GROUP BY word"))
                .containsExactlyInAnyOrder(List.of("x", 2L), List.of("y", 1L));
    }

    @Test
    void anAppendOnlyResultKeepsTheNewestRowsAndCountsAll() {
        try (SessionFixture small = new SessionFixture(TestCluster.shared(), RuntimeMode.STREAMING, 100)) {
            RunStatus status = small.awaitEnd(small.run(
                    "a",
                    "CREATE TABLE seq (n BIGINT) WITH ('connector'='datagen','fields.n.kind'='sequence','fields.n.start'='1','fields.n.end'='25000');"
                            + "SELECT * FROM seq"));
            ViewFeed feed = result(status, 1);
            assertThat(feed.snapshot().totals().allRows()).isEqualTo(25_000);
            assertThat(feed.schema().mode()).isEqualTo(ChangelogMode.APPEND);
            assertThat(feed.snapshot().rows()).hasSize(100);
            assertThat(feed.snapshot().rows().get(99).values()).isEqualTo(List.of(25_000L));
        }
    }

    @Test
    void aQueryIsRunAgainAfterItsTaskManagerWasKilled() throws Exception {
        try (LocalCluster cluster = TestCluster.start();
                SessionFixture fragile = new SessionFixture(cluster)) {
            RunId run = fragile.run("a", NUMBERS + "SELECT n, COUNT(*) AS c FROM numbers GROUP BY n");
            RunStatus running = fragile.awaitThat(run, s -> s.state() == RunState.RUNNING);
            ViewFeed before = result(running, 1);
            assertThat(ProcessHandle.of(cluster.taskManagerPid()).orElseThrow().destroyForcibly())
                    .isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> cluster.status().state() == ClusterState.RESTARTING);
            assertThat(before.snapshot().rows()).as("what was shown stays").isNotEmpty();

            RunId next = fragile.run("a", NUMBERS + "SELECT n, COUNT(*) AS c FROM numbers GROUP BY n");
            RunStatus again = fragile.awaitThat(next, s -> s.state() == RunState.RUNNING);
            await().until(() -> result(again, 1).snapshot().rows().size() == 9);
        }
    }

    @Test
    void aSyntaxErrorSaysWhatToWrite() throws Exception {
        assertThat(fixture.session()
                        .check("CREATE TABLE t (\n  power INT) WITH ('connector' = 'blackhole')")
                        .get())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).isEqualTo("\"power\" is not expected here.");
                    assertThat(problem.hint())
                            .isEqualTo("power is a reserved word. To use it as a name, write `power`.");
                    assertThat(Objects.requireNonNull(problem.range()).start().line())
                            .isEqualTo(2);
                });
        assertThat(fixture.session().check("SELECT 1 FROM").get())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("The statement ends too early."));
        assertThat(fixture.session().check("SELECT (1 + 2").get())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isNotEmpty());
    }

    @Test
    void checksWithoutRunning() throws Exception {
        assertThat(fixture.session().check("SELECT 1; SELEC 2").get())
                .extracting(Problem::code)
                .containsExactly("PARSE_ERROR");
        assertThat(fixture.session().check(NUMBERS + "SELECT * FROM numbers").get())
                .isEmpty();
        assertThat(fixture.session().catalog().get().functions()).contains("abs");
    }

    private static ViewFeed result(RunStatus status, int statement) {
        return Objects.requireNonNull(status.statements().get(statement).result());
    }
}
