package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.RemoteCluster;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.statement.InputType;
import dev.riffle.sessions.statement.InputValue;
import dev.riffle.sessions.statement.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Inputs on a real cluster. */
class InputsTest {

    private static final String WORST = "it's ${secret.x} -- \\' /* \n\r\t\u2028\u0000 \uD83D\uDE00 ; DROP TABLE t";

    private final SessionFixture fixture = new SessionFixture(TestCluster.shared(), new Secrets() {
        @Override
        public boolean isKnown(String name) {
            return name.equals("x");
        }

        @Override
        public Optional<String> value(String name) {
            return isKnown(name) ? Optional.of("the secret") : Optional.empty();
        }
    });

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Inputs inputs(Object... namesAndValues) {
        Map<String, InputValue> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (InputValue) namesAndValues[i + 1]);
        }
        return new Inputs(values);
    }

    private static InputValue text(String... values) {
        return new InputValue(InputType.TEXT, List.of(values));
    }

    private static InputValue number(String... values) {
        return new InputValue(InputType.NUMBER, List.of(values));
    }

    private RunId run(String owner, String sql, Inputs inputs) {
        RunId id = new RunId(UUID.randomUUID().toString());
        fixture.session().run(id, owner, sql, inputs);
        return id;
    }

    @Test
    void aValueIsWhatAStatementSeesAndNothingElse() {
        Inputs all = inputs(
                "t", text(WORST),
                "n", number("-12.5"),
                "big", number("-9223372036854775808"),
                "d", new InputValue(InputType.DATE, List.of("2026-05-04")),
                "ts", new InputValue(InputType.TIMESTAMP, List.of("2026-05-04 10:22:07.123456789")),
                "none", number(),
                "several", text("a", "it's", "b"));
        String sql = "SELECT ${t} AS t, 1 -${n} AS n,${big} AS big, ${d} AS d,${ts} AS ts, ${none} AS nothing, "
                + "'${secret.x} ${t}' AS s; "
                + "SELECT x FROM (VALUES ('a'), ('it''s'), ('c')) AS v (x) WHERE x IN (${several})";
        RunStatus status = fixture.awaitEnd(run("a", sql, all));
        assertThat(status.state()).as("%s", status).isEqualTo(RunState.FINISHED);
        assertThat(Objects.requireNonNull(status.statements().get(0).result())
                        .snapshot()
                        .rows()
                        .get(0)
                        .values())
                .isEqualTo(Arrays.asList(
                        WORST,
                        "13.5",
                        Long.MIN_VALUE,
                        "2026-05-04",
                        "2026-05-04 10:22:07.123456789",
                        null,
                        "the secret ${t}"));
        assertThat(SessionFixture.rows(status)).containsExactlyInAnyOrder(List.of("a"), List.of("it's"));
    }

    @Test
    void whatHasNoInputIsAProblemAtItsPlace() throws Exception {
        String sql = "SELECT 1;\nSELECT ${there}, ${missing}";
        Inputs there = inputs("there", text("x\ny"));
        RunStatus status = fixture.awaitEnd(run("a", sql, there));
        Problem ran = Objects.requireNonNull(status.statements().get(1).problem());
        List<Problem> checked = fixture.session().check(sql, there).get();
        assertThat(checked).hasSize(1);
        for (Problem problem : List.of(ran, checked.get(0))) {
            assertThat(problem.code()).isEqualTo("UNKNOWN_INPUT");
            assertThat(problem.hint()).contains("Add an input named missing");
            assertThat(Objects.requireNonNull(problem.range()).start().line()).isEqualTo(2);
            assertThat(problem.range().start().column()).isEqualTo(18);
            assertThat(problem.range().end().column()).isEqualTo(28);
        }
        List<Problem> behind =
                fixture.session().check("SELECT ${there} AS a, nope", there).get();
        assertThat(behind).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("COLUMN_NOT_FOUND");
            assertThat(Objects.requireNonNull(problem.range()).start().column()).isEqualTo(23);
        });
    }

    @Test
    void optionsTakeInputsOfEveryTypeAsText() {
        Inputs inputs = inputs("rows", number("3"), "kind", text("sequence"), "zone", text("Asia/Tokyo"));
        RunStatus status = fixture.awaitEnd(run("a", """
                SET 'table.local-time-zone' = ${zone};
                CREATE TABLE seq (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' = ${kind},
                  'fields.n.start' = '1', 'fields.n.end' = ${rows});
                SELECT n FROM seq /*+ OPTIONS('fields.n.start' = ${rows}) */
                """, inputs));
        assertThat(SessionFixture.rows(status)).containsExactly(List.of(3L));
    }

    @Test
    void aChangeConcernsWhatUsesTheInputAndWhatIsBuiltOnThatAndNothingElse() throws Exception {
        Inputs inputs = inputs("least", number("2"), "other", number("1"));
        fixture.awaitEnd(
                run("numbers", "CREATE VIEW numbers AS SELECT * FROM (VALUES (1), (2), (3)) AS v (n)", inputs));
        fixture.awaitEnd(run("reads picked", "SELECT 'picked' AS picked, '${least}' AS text", inputs));
        fixture.awaitEnd(run("picked", "CREATE VIEW picked AS SELECT n FROM numbers WHERE n >= ${least}", inputs));
        fixture.awaitEnd(run("built", "CREATE VIEW built AS SELECT n * 10 AS n FROM picked", inputs));
        fixture.awaitEnd(run("sink", "CREATE TABLE sink (n INT) WITH ('connector' = 'blackhole')", inputs));
        fixture.awaitEnd(run("sum", "SELECT SUM(picked.n) FROM `numbers` AS picked", inputs));
        fixture.awaitEnd(run("top", "SELECT n FROM built", inputs));
        fixture.awaitEnd(run("fills", "INSERT INTO sink SELECT n FROM picked", inputs));
        fixture.awaitEnd(run("direct", "SELECT n FROM numbers WHERE n = ${other}", inputs));
        fixture.awaitEnd(run("broken", "SELECT nope FROM picked", inputs));

        assertThat(fixture.session().runs())
                .filteredOn(status -> !status.owner().equals("broken"))
                .allMatch(status -> status.state() == RunState.FINISHED);
        List<RanCell> affected = fixture.session().affectedBy(Set.of("least")).get();
        assertThat(affected).extracting(RanCell::owner).containsExactlyInAnyOrder("picked", "built", "top", "fills");
        List<String> order = affected.stream().map(RanCell::owner).toList();
        assertThat(order.indexOf("picked")).isLessThan(order.indexOf("built"));
        assertThat(order.indexOf("built")).isLessThan(order.indexOf("top"));
        assertThat(fixture.session().affectedBy(Set.of("other")).get())
                .extracting(RanCell::owner)
                .containsExactly("direct");
        assertThat(fixture.session().affectedBy(Set.of("nobody")).get()).isEmpty();

        // What failed because of a value is run again with the next, and what was built on it too.
        Inputs wrong = inputs("least", text("no number"), "other", number("1"));
        fixture.awaitEnd(run("picked", "CREATE VIEW picked AS SELECT n FROM numbers WHERE ${least}", wrong));
        fixture.awaitEnd(run("built", "CREATE VIEW built AS SELECT n * 10 AS n FROM picked", wrong));
        assertThat(fixture.session().affectedBy(Set.of("least")).get())
                .extracting(RanCell::owner)
                .containsExactlyInAnyOrder("picked", "built", "top", "fills");
    }

    @Test
    void whatRunsAgainBeforeTheClusterIsThereKeepsItsPlace() throws Exception {
        URI address = TestCluster.shared().awaitReady(Duration.ofMinutes(1));
        try (RemoteCluster later = new RemoteCluster(address, List.of(), new ClusterClient());
                SessionFixture waiting = new SessionFixture(later)) {
            Session session = waiting.session();
            String view = "CREATE VIEW picked AS SELECT n FROM (VALUES (1), (2), (3)) AS v (n) WHERE n >= ${least}";
            RunId first = new RunId("first");
            session.run(first, "picked", view, inputs("least", number("1")));
            RunId query = waiting.run("query", "SELECT n FROM picked");
            assertThat(session.affectedBy(Set.of("least")).get())
                    .extracting(RanCell::run)
                    .containsExactly(first);
            RunId again = new RunId("again");
            session.rerun(again, "picked", view, inputs("least", number("2")));
            later.start();
            assertThat(SessionFixture.rows(waiting.awaitEnd(query)))
                    .containsExactlyInAnyOrder(List.of(2L), List.of(3L));
            assertThat(waiting.awaitEnd(again).state()).isEqualTo(RunState.FINISHED);
            assertThat(waiting.statesOf(first)).doesNotContain(RunState.STARTING);
        }
    }

    @Test
    void whatAPersonStoppedIsNotConcerned() throws Exception {
        String numbers = "CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10')";
        fixture.awaitEnd(fixture.run("numbers", numbers));
        Inputs inputs = inputs("least", number("2"));
        RunId run = run("a", "SELECT n FROM numbers WHERE n > ${least}", inputs);
        fixture.awaitThat(run, status -> status.state() == RunState.RUNNING || status.state() == RunState.WAITING);
        assertThat(fixture.session().affectedBy(Set.of("least")).get()).hasSize(1);
        fixture.session().stop("a");
        assertThat(fixture.awaitEnd(run).state()).isEqualTo(RunState.STOPPED);
        assertThat(fixture.session().affectedBy(Set.of("least")).get()).isEmpty();
    }
}
