package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.changelog.Column;
import dev.riffle.sessions.changelog.ColumnType;
import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.changelog.TypeName;
import dev.riffle.sessions.view.RowChecksum;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.sessions.view.ViewRow;
import dev.riffle.sessions.view.ViewTotals;
import dev.riffle.sessions.view.ViewVersion;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FreezingTest {

    private final List<FrozenDocument> encoded = new ArrayList<>();

    private static Snapshot result(ChangelogMode mode, int rows, String value) {
        Schema schema =
                new Schema(List.of(new Column("v", ColumnType.of(TypeName.VARCHAR))), List.of(), mode, ZoneOffset.UTC);
        List<ViewRow> all = LongStream.range(0, rows)
                .mapToObj(id -> new ViewRow(id, List.of(value)))
                .toList();
        return new Snapshot(
                new ViewId("view-" + mode + "-" + rows),
                schema,
                new ViewVersion(7),
                all,
                new ViewTotals(rows, 2L * rows, 900_000, 800_000),
                checksum(all),
                null);
    }

    private static int checksum(List<ViewRow> rows) {
        return rows.stream()
                .mapToInt(row -> RowChecksum.of(row.id(), row.values()))
                .sum();
    }

    private static FrozenDocument document(Snapshot... results) {
        Dashboard dashboard = new Dashboard(
                new DashboardId("d"), "Wall", "", false, 1, Instant.EPOCH, Instant.EPOCH, null, List.of());
        return new FrozenDocument.OfDashboard(dashboard, List.of(), List.of(), List.of(results));
    }

    /** Takes the room of its values and some more, as what is really kept does. */
    private byte[] encode(FrozenDocument document) {
        encoded.add(document);
        StringBuilder text = new StringBuilder();
        document.results().forEach(result -> result.rows()
                .forEach(row -> text.append(row.id()).append(row.values()).append(",,,,,,,,")));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<Snapshot> kept() {
        return encoded.get(encoded.size() - 1).results();
    }

    @Test
    void aResultThatFitsIsKeptAsItIs() {
        Snapshot result = result(ChangelogMode.UPDATE, 100, "x");
        assertThat(Freezing.freeze(document(result), this::encode)).isInstanceOf(Freezing.Frozen.class);
        assertThat(kept()).containsExactly(result);
    }

    @Test
    void ofMoreRowsTheFirstAreKeptAndOfAnAppendOnlyResultTheNewest() {
        Snapshot updating = result(ChangelogMode.UPDATE, 15_000, "x");
        Snapshot growing = result(ChangelogMode.APPEND, 12_000, "y");
        assertThat(Freezing.freeze(document(updating, growing), this::encode)).isInstanceOf(Freezing.Frozen.class);
        assertThat(kept()).allSatisfy(result -> {
            assertThat(result.rows()).hasSize(Freezing.MOST_ROWS);
            assertThat(result.totals().heldRows()).isEqualTo(Freezing.MOST_ROWS);
            assertThat(result.checksum()).isEqualTo(checksum(result.rows()));
        });
        assertThat(kept().get(0).rows().get(0).id()).isZero();
        assertThat(kept().get(0).totals().allRows()).isEqualTo(30_000);
        assertThat(kept().get(1).rows().get(9_999).id()).isEqualTo(11_999);
    }

    @Test
    void whereAllWouldBeTooLargeThereAreFewerRowsOfEach() {
        Snapshot wide = result(ChangelogMode.UPDATE, 10_000, "w".repeat(5_000));
        Snapshot small = result(ChangelogMode.UPDATE, 3, "s");
        Freezing.Outcome outcome = Freezing.freeze(document(wide, small), this::encode);
        assertThat(outcome).isInstanceOf(Freezing.Frozen.class);
        assertThat(((Freezing.Frozen) outcome).content()).hasSizeBetween(Freezing.MOST_BYTES / 2, Freezing.MOST_BYTES);
        assertThat(kept().get(0).rows()).hasSizeBetween(1_500, 3_200);
        assertThat(kept().get(1)).isEqualTo(small);
        // What is far too large is not even encoded.
        assertThat(encoded).hasSizeLessThan(4);
    }

    @Test
    void whatHasNoRowsOrRowsWithoutMeasureIsRefused() {
        assertThat(Freezing.freeze(document(), this::encode)).isEqualTo(Freezing.Refusal.NO_ROWS);
        assertThat(Freezing.freeze(document(result(ChangelogMode.UPDATE, 0, "")), this::encode))
                .isEqualTo(Freezing.Refusal.NO_ROWS);
        Snapshot monstrous = result(ChangelogMode.UPDATE, 2, "m".repeat(17_000_000));
        assertThat(Freezing.freeze(document(monstrous), this::encode)).isEqualTo(Freezing.Refusal.TOO_LARGE);
        assertThat(encoded).isEmpty();
    }
}
