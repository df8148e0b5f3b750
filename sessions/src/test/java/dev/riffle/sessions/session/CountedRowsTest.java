package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Of updating results the rows are counted exactly, also those that the view has no room for, whichever operators they
 * come out of and whether their updates come in pairs or alone: a batch run is the truth.
 */
class CountedRowsTest {

    private static final int ROOM = 50;

    private static final String TABLES =
            "CREATE TABLE seq (id BIGINT) WITH ('connector'='datagen','number-of-rows'='6000',"
                    + "'fields.id.kind'='sequence','fields.id.start'='1','fields.id.end'='6000');"
                    + "CREATE TEMPORARY VIEW counts AS SELECT MOD(id * 7, 400) AS k, COUNT(*) AS n FROM seq"
                    + " WHERE MOD(id, 3) > 0 GROUP BY MOD(id * 7, 400);"
                    + "CREATE TEMPORARY VIEW sums AS SELECT MOD(id * 11, 300) AS k, SUM(id) AS total FROM seq"
                    + " GROUP BY MOD(id * 11, 300);";

    private static final List<String> QUERIES = List.of(
            "SELECT * FROM counts",
            // Rows come and go.
            "SELECT * FROM counts WHERE MOD(n, 3) <> 1",
            "SELECT n, COUNT(*) AS keys FROM counts GROUP BY n",
            "SELECT counts.k, n, total FROM counts JOIN sums ON counts.k = sums.k",
            "SELECT counts.k, n, total FROM counts LEFT JOIN sums ON counts.k = sums.k AND MOD(total, 5) < n",
            "SELECT counts.k, n, total FROM counts JOIN sums ON counts.k = sums.k AND MOD(total, 7) < n",
            "SELECT k, n, place FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC, k) AS place FROM counts)"
                    + " WHERE place <= 120",
            "SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY n ORDER BY k) AS place FROM counts)"
                    + " WHERE place <= 2",
            "SELECT k FROM counts UNION SELECT k FROM sums",
            "SELECT k, n FROM counts UNION ALL SELECT k, total FROM sums",
            "SELECT k FROM counts WHERE k NOT IN (SELECT k FROM sums WHERE MOD(total, 2) = 0)");

    @Test
    void allRowsAreCountedExactly() {
        Map<String, List<List<@Nullable Object>>> truths = new LinkedHashMap<>();
        try (SessionFixture batch = new SessionFixture(TestCluster.shared(), RuntimeMode.BATCH, 10_000)) {
            batch.awaitEnd(batch.run("tables", TABLES));
            QUERIES.forEach(query -> truths.put(query, batch.rows("query", query)));
        }
        for (String settings : List.of("", "SET 'table.exec.mini-batch.enabled' = 'false';")) {
            try (SessionFixture streaming = new SessionFixture(TestCluster.shared(), RuntimeMode.STREAMING, ROOM)) {
                streaming.awaitEnd(streaming.run("tables", settings + TABLES));
                truths.forEach((query, truth) -> {
                    RunStatus status = streaming.awaitEnd(streaming.run("query", query));
                    Snapshot shown = Objects.requireNonNull(
                                    status.statements().get(0).result())
                            .snapshot();
                    assertThat(shown.totals().allRows()).as(query).isEqualTo(truth.size());
                    assertThat(shown.rows()).as(query).hasSizeBetween(Math.min(1, truth.size()), ROOM);
                    assertThat(truth)
                            .as(query)
                            .containsAll(
                                    shown.rows().stream().map(ViewRow::values).toList());
                });
            }
        }
    }
}
