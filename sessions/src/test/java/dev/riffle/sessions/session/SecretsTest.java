package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.view.ViewRow;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Secrets in statements on a real cluster: what a person types is filled in, and nothing that is told says it. */
class SecretsTest {

    /** In the midst of each value: where this is found, a value or a part of it was told. */
    private static final String CORE = "Zx81qW";

    private static final String PASSWORD = "It's " + CORE + ", \"wörd\" \\7";

    private final Map<String, String> values =
            new ConcurrentHashMap<>(Map.of("password", PASSWORD, "plain", CORE + "-plain_7"));
    private final SessionFixture fixture = new SessionFixture(TestCluster.shared(), new Secrets() {
        @Override
        public boolean isKnown(String name) {
            return values.containsKey(name) || name.equals("broken");
        }

        @Override
        public Optional<String> value(String name) {
            if (name.equals("broken")) {
                throw new UnreadableSecretException("The key file is missing.");
            }
            return Optional.ofNullable(values.get(name));
        }
    });

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aValueIsFilledInWhereItIsNamedAndToldNowhere() throws Exception {
        StringBuilder told = new StringBuilder();
        try (CapturedLog log = new CapturedLog()) {
            told.append(told(finished("a", """
                    CREATE TABLE files (n INT, note STRING COMMENT 'of ${secret.password}')
                    COMMENT 'With ${secret.password}'
                    WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '/none/${secret.password}',
                      'csv.null-literal' = '${secret.password}');
                    SHOW CREATE TABLE files;
                    DESCRIBE EXTENDED files;
                    EXPLAIN SELECT n, '${secret.password}' AS s FROM files WHERE note <> '${secret.password}';
                    EXPLAIN JSON_EXECUTION_PLAN SELECT n FROM files WHERE note <> '${secret.password}';
                    CREATE VIEW v AS SELECT n FROM files WHERE note <> '${secret.password}';
                    SHOW CREATE VIEW v;
                    SET 'x' = '${secret.password}';
                    SET;
                    """)));
            assertThat(told.toString().split("\\$\\{secret\\.password\\}", -1)).hasSizeGreaterThan(15);

            String other = "CREATE TABLE o (n INT) WITH ('connector' = ";
            told.append(failed(
                    "b", other + "'nope', 'url' = '${secret.password}'); SELECT * FROM o", "CONNECTOR_NOT_FOUND"));
            told.append(
                    failed("b", other + "'datagen', 'nonsense' = '${secret.password}'); SELECT * FROM o", "INVALID"));
            told.append(failed("b", other + "'${secret.password}'); SELECT * FROM o", "CONNECTOR_NOT_FOUND"));
            told.append(failed("b", "SELECT 1 AS b '${secret.password}'", "PARSE_ERROR"));
            told.append(told(fixture.awaitEnd(fixture.run("b", "SELECT nope('${secret.password}')"))));
            told.append(failed("b", "SET 'table.local-time-zone' = '${secret.password}'; SELECT 1; SHOW TABLES", null));
            told.append(failed("b", "RESET; SELECT DATE '${secret.password}'", null));
            told.append(failed("b", """
                    CREATE TABLE s (n INT) WITH ('connector' = 'blackhole');
                    INSERT INTO s SELECT CAST(v || '${secret.password}' AS INT) FROM (VALUES ('a'), ('b')) AS t (v)""", "JOB_FAILED"));
            told.append(failed("b", """
                    CREATE TABLE i (n INT) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '/proc/${secret.plain}');
                    INSERT INTO i VALUES (1)""", "JOB_FAILED"));

            RunId named = fixture.run("c", """
                    SET 'pipeline.name' = 'named ${secret.password}';
                    CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
                    SELECT n, '${secret.password}' AS s FROM numbers""");
            RunStatus running = fixture.awaitThat(named, status -> status.state() == RunState.RUNNING);
            String name = Objects.requireNonNull(running.statements().get(2).jobName());
            assertThat(name).startsWith("named ${secret.password} [riffle");
            URI address = TestCluster.shared().awaitReady(Duration.ofSeconds(60));
            told.append(new ClusterClient().jobs(address));
            assertThat(told).contains(name);

            told.append(fixture.session().check("SELECT * FROM o").get());
            CatalogListing catalog = fixture.session().catalog().get();
            told.append(catalog);
            assertThat(catalog.tables())
                    .extracting(CatalogListing.CatalogTable::connector)
                    .contains("filesystem");
            told.append(fixture.told());

            LoggerFactory.getLogger(SecretsTest.class).warn("The log is captured.");
            assertThat(log.text()).contains("The log is captured.").doesNotContain(CORE);
        }
        assertThat(told.toString()).doesNotContain(CORE);
    }

    @Test
    void theValueIsTheVeryTextAndRowsOfAQueryShowIt() {
        values.put("more", "';\n-- ${secret.password} /* `");
        assertThat(fixture.rows("a", "SELECT '<${secret.password}>' AS a, '${secret.more}' AS b"))
                .containsExactly(List.of("<" + PASSWORD + ">", "';\n-- ${secret.password} /* `"));
    }

    @Test
    void placesOfErrorsBehindAValueAreThoseOfTheCell() {
        values.put("lines", "a line\nanother's line\n");
        RunStatus status = fixture.awaitEnd(fixture.run(
                "a", "SELECT 1;\n SELECT '${secret.lines}',\n  '${secret.lines}', nope\nFROM (VALUES (1)) AS t (x)"));
        Problem problem = Objects.requireNonNull(status.statements().get(1).problem());
        assertThat(problem.code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(Objects.requireNonNull(problem.range()).start().line()).isEqualTo(3);
        assertThat(problem.range().start().column()).isEqualTo(22);
        assertThat(problem.range().end().column()).isEqualTo(26);

        Problem syntax = problemOf("SELECT '${secret.lines}' FRM x y");
        assertThat(syntax.code()).isEqualTo("PARSE_ERROR");
        assertThat(Objects.requireNonNull(syntax.range()).start().line()).isEqualTo(1);
        assertThat(syntax.range().start().column()).isEqualTo(30);
    }

    @Test
    void aSecretThatIsUnknownMisplacedOrUnreadableStopsTheStatementAtItsPlace() throws Exception {
        Problem unknown = problemOf("SELECT '${secret.nobody}'");
        assertThat(unknown.code()).isEqualTo("UNKNOWN_SECRET");
        assertThat(unknown.message()).isEqualTo("There is no secret named nobody.");
        assertThat(unknown.hint()).contains("Add it under Secrets");
        assertThat(Objects.requireNonNull(unknown.range()).start().column()).isEqualTo(9);
        assertThat(problemOf("SELECT ${secret.password}").code()).isEqualTo("SECRET_MISPLACED");
        Problem unreadable = problemOf("SELECT '${secret.broken}'");
        assertThat(unreadable.code()).isEqualTo("SECRET_UNREADABLE");
        assertThat(unreadable.message()).isEqualTo("The key file is missing.");
        assertThat(problemOf("BEGIN STATEMENT SET;\n INSERT INTO t SELECT '${secret.nobody}'; END")
                        .range())
                .satisfies(range -> assertThat(range.start().line()).isEqualTo(2));

        List<Problem> checked = fixture.session()
                .check(
                        "SELECT '${secret.password}', '${secret.broken}'; SELECT '${secret.nobody}', `${secret.password}`")
                .get();
        assertThat(checked).extracting(Problem::code).containsExactly("SECRET_MISPLACED", "UNKNOWN_SECRET");
    }

    @Test
    void aRunningQueryKeepsWhatItWasStartedWith() {
        String numbers = "CREATE TABLE %s (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');"
                + "SELECT '${secret.password}' AS s FROM %s";
        RunId first = fixture.run("a", numbers.formatted("f", "f"));
        fixture.awaitThat(first, status -> status.state() == RunState.RUNNING);
        values.put("password", "another value");
        RunId second = fixture.run("b", numbers.formatted("g", "g"));
        RunStatus later = fixture.awaitThat(second, status -> status.state() == RunState.RUNNING);
        RunStatus before = fixture.awaitThat(first, status -> status.state() == RunState.RUNNING);
        assertThat(firstValue(before)).isEqualTo(PASSWORD);
        assertThat(firstValue(later)).isEqualTo("another value");
    }

    private static Object firstValue(RunStatus status) {
        ViewFeed feed = Objects.requireNonNull(status.statements().get(1).result());
        return Objects.requireNonNull(feed.snapshot().rows().get(0).values().get(0));
    }

    private Problem problemOf(String sql) {
        RunStatus status = fixture.awaitEnd(fixture.run("problem", sql));
        return Objects.requireNonNull(status.statements().get(0).problem());
    }

    private RunStatus finished(String owner, String sql) {
        RunStatus status = fixture.awaitEnd(fixture.run(owner, sql));
        assertThat(status.state()).as("%s", status).isEqualTo(RunState.FINISHED);
        return status;
    }

    /** What is told of a run whose last statement that ran failed, with the places where the value would stand. */
    private String failed(String owner, String sql, @Nullable String code) {
        RunStatus status = fixture.awaitEnd(fixture.run(owner, sql));
        assertThat(status.state()).as("%s", status).isEqualTo(RunState.FAILED);
        Problem problem = status.statements().stream()
                .map(StatementRun::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        if (code != null) {
            assertThat(problem.code()).as("%s", problem).isEqualTo(code);
        }
        assertThat(problem.message() + problem.detail()).as(sql).contains("${secret.p");
        return told(status);
    }

    private static String told(RunStatus status) {
        StringBuilder told = new StringBuilder(status.toString());
        for (StatementRun statement : status.statements()) {
            ViewFeed feed = statement.result();
            if (feed != null) {
                told.append(feed.schema());
                for (ViewRow row : feed.snapshot().rows()) {
                    told.append(row.values()).append('\n');
                }
            }
        }
        return told.toString();
    }
}
