package dev.riffle.sessions.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.SessionFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.flink.table.client.gateway.SqlExecutionException;
import org.apache.flink.util.ExceptionUtils;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same SELECT gives the same final rows here and through SQL Client's own machinery. */
class SqlClientComparisonTest {

    private static final Pattern BETWEEN = Pattern.compile(";\\s*\\n");

    @Test
    void theSameQueriesGiveTheSameFinalRows(@TempDir Path folder) throws Exception {
        List<String> setup = statements("setup.sql", writeTables(folder));
        List<String> queries = statements("queries.sql", folder);
        assertThat(queries).hasSizeGreaterThanOrEqualTo(40);

        SoftAssertions softly = new SoftAssertions();
        try (SessionFixture here = new SessionFixture(TestCluster.shared());
                SqlClientOracle sqlClient =
                        new SqlClientOracle(TestCluster.shared().awaitReady(Duration.ofSeconds(60)))) {
            RunStatus created = here.awaitEnd(here.run("setup", String.join(";\n", setup)));
            assertThat(created.state()).as("%s", created).isEqualTo(RunState.FINISHED);
            setup.forEach(sqlClient::execute);
            int rowsCompared = 0;
            for (String query : queries) {
                List<String> ours = finalRows(here, query);
                List<String> theirs = theirFinalRows(sqlClient, query);
                rowsCompared += theirs.size();
                softly.assertThat(theirs)
                        .as("a query that tells nothing: %s", query)
                        .isNotEmpty()
                        .noneMatch(row -> row.startsWith("refused: "));
                softly.assertThat(ours).as(query).containsExactlyInAnyOrderElementsOf(theirs);
            }
            System.out.printf("%d queries, %d rows compared%n", queries.size(), rowsCompared);
        }
        softly.assertAll();
    }

    private static List<String> theirFinalRows(SqlClientOracle sqlClient, String query) {
        try {
            return sqlClient.finalRows(query);
        } catch (SqlExecutionException e) {
            return List.of("refused: " + ExceptionUtils.stringifyException(e));
        }
    }

    private static List<String> finalRows(SessionFixture here, String query) {
        RunStatus status = here.awaitEnd(here.run("query", query));
        if (status.state() != RunState.FINISHED) {
            return List.of(status.toString());
        }
        Schema schema =
                Objects.requireNonNull(status.statements().get(0).result()).schema();
        return SessionFixture.rows(status).stream()
                .map(values -> SqlText.row(schema, values))
                .toList();
    }

    private static List<String> statements(String resource, Path folder) throws Exception {
        try (var in = Objects.requireNonNull(SqlClientComparisonTest.class.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${folder}", folder.toString());
            return BETWEEN.splitAsStream(text)
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }

    /** Orders and prices whose every value follows from the row's number. */
    private static Path writeTables(Path folder) throws Exception {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String customer = i % 17 == 0 ? "" : "c" + (i * 7 % 11);
            orders.add("%d,%s,%s,%d.%02d,2026-05-04 %02d:%02d:%02d.%03d"
                    .formatted(
                            i,
                            customer,
                            List.of("EUR", "USD", "JPY").get(i % 3),
                            i * 31 % 97,
                            i % 100,
                            10 + i / 60,
                            i % 60,
                            i * 13 % 60,
                            i * 37 % 1000));
        }
        Files.write(folder.resolve("orders.csv"), orders);
        List<String> rates = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rates.add("%s,%d.%d,2026-05-04 %02d:%02d:00.000"
                    .formatted(List.of("EUR", "USD", "JPY").get(i % 3), 1 + i, i, 9 + i / 6, i % 6 * 10));
        }
        Files.write(folder.resolve("rates.csv"), rates);
        return folder;
    }
}
