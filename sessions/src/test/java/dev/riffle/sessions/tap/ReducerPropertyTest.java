package dev.riffle.sessions.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** What leaves the tap comes to the same table as what went in, wherever frames are cut. */
class ReducerPropertyTest {

    private static final RowType TYPE = RowType.of(new LogicalType[] {new BigIntType(), new BigIntType()});

    private static final int ROOM_FOR_ALL = 1_000;
    private static final long BYTES_FOR_ALL = 1L << 20;

    private enum Kind {
        PAIRS,
        UPSERTS,
        MULTISET;

        boolean isKeyed() {
            return this != MULTISET;
        }

        FrameReducer reducer(int maxRows, long maxBytes) {
            return isKeyed() ? keyed(this == UPSERTS, maxRows, maxBytes) : multiset(maxRows, maxBytes);
        }
    }

    private static FrameReducer keyed(boolean upserts, int maxRows, long maxBytes) {
        return new KeyedReducer(
                new RowKeys(TYPE, new int[] {0}), upserts, maxRows, maxBytes, new RowSizes(TYPE), row -> row);
    }

    private static FrameReducer multiset(int maxRows, long maxBytes) {
        return new MultisetReducer(new RowKeys(TYPE, new int[] {0, 1}), maxRows, maxBytes);
    }

    @Property(tries = 300)
    void netChangesComeToTheSameTable(@ForAll long seed, @ForAll Kind kind) throws IOException {
        Outcome outcome = run(seed, kind, ROOM_FOR_ALL, BYTES_FOR_ALL);
        assertThat(outcome.replayed).isEqualTo(outcome.table);
    }

    /** Rows that the view has no room for are passed over; those that it has are right. */
    @Property(tries = 300)
    void ofMoreRowsThanTheViewHoldsItHasSomeAndThoseAreRight(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int maxRows, @ForAll Kind kind) throws IOException {
        Outcome outcome = run(seed, kind, maxRows, BYTES_FOR_ALL);
        outcome.replayed.forEach(
                (row, copies) -> assertThat(copies).isLessThanOrEqualTo(outcome.table.getOrDefault(row, 0)));
    }

    /** A frame whose rows would take too many bytes takes rows away instead, and never tells a wrong one. */
    @Property(tries = 300)
    void ofMoreBytesThanAFrameTakesWhatIsThereIsRight(
            @ForAll long seed, @ForAll @IntRange(min = 60, max = 400) int maxBytes, @ForAll Kind kind)
            throws IOException {
        Outcome outcome = run(seed, kind, ROOM_FOR_ALL, maxBytes);
        outcome.replayed.forEach(
                (row, copies) -> assertThat(copies).isLessThanOrEqualTo(outcome.table.getOrDefault(row, 0)));
    }

    private record Outcome(Map<List<Long>, Integer> table, Map<List<Long>, Integer> replayed) {}

    /** Whatever is passed over, the rows of the result are counted exactly. */
    private static Outcome run(long seed, Kind kind, int maxRows, long maxBytes) throws IOException {
        FrameReducer reducer = kind.reducer(maxRows, maxBytes);
        boolean keyed = kind.isKeyed();
        Random random = new Random(seed);
        List<long[]> table = new ArrayList<>();
        Map<List<Long>, Integer> replayed = new HashMap<>();
        int in = 0;
        int[] rows = {0};
        int[] out = {0};
        FrameWriter writer = (change, row) -> {
            out[0]++;
            apply(replayed, change, row, keyed);
            assertThat(replayed.values().stream().mapToInt(copies -> copies).sum())
                    .isLessThanOrEqualTo(maxRows);
        };
        FrameSink sink = row -> {
            rows[0] += reducer.add(row);
            // Frames are cut between changes that belong together, too.
            if (random.nextInt(20) == 0) {
                reducer.write(writer, false);
                reducer.settle(false);
            }
        };
        for (int i = 0; i < 200; i++) {
            in += change(random, table, sink, kind);
            assertThat(rows[0]).isEqualTo(table.size());
        }
        reducer.write(writer, true);
        reducer.settle(true);
        Map<List<Long>, Integer> expected = new HashMap<>();
        table.forEach(row -> expected.merge(List.of(row[0], row[1]), 1, Integer::sum));
        assertThat(out[0]).isLessThanOrEqualTo(in);
        return new Outcome(expected, replayed);
    }

    private interface FrameSink {
        void add(RowData row) throws IOException;
    }

    private static int change(Random random, List<long[]> table, FrameSink reducer, Kind kind) throws IOException {
        if (kind != Kind.UPSERTS && table.size() > 1 && random.nextInt(5) == 0) {
            return exchange(random, table, reducer);
        }
        int choice = table.isEmpty() ? 0 : random.nextInt(3);
        if (choice == 0) {
            long key = random.nextInt(8);
            if (kind.isKeyed() && table.stream().anyMatch(row -> row[0] == key)) {
                return 0;
            }
            long[] row = {key, random.nextInt(4)};
            table.add(row);
            reducer.add(row(RowKind.INSERT, row));
            return 1;
        }
        int index = random.nextInt(table.size());
        long[] before = table.get(index);
        if (choice == 1) {
            long[] after = {before[0], random.nextInt(4)};
            table.set(index, after);
            if (kind != Kind.UPSERTS) {
                reducer.add(row(RowKind.UPDATE_BEFORE, before));
            }
            reducer.add(row(RowKind.UPDATE_AFTER, after));
            return kind == Kind.UPSERTS ? 1 : 2;
        }
        table.remove(index);
        reducer.add(row(RowKind.DELETE, before));
        return 1;
    }

    /** As rows of a Top-N change places: the one that moves up is there twice for a moment. */
    private static int exchange(Random random, List<long[]> table, FrameSink reducer) throws IOException {
        int first = random.nextInt(table.size());
        int second = (first + 1 + random.nextInt(table.size() - 1)) % table.size();
        long[] a = table.get(first);
        long[] b = table.get(second);
        table.set(first, new long[] {b[0], a[1]});
        table.set(second, new long[] {a[0], b[1]});
        reducer.add(row(RowKind.UPDATE_BEFORE, a));
        reducer.add(row(RowKind.UPDATE_AFTER, table.get(first)));
        reducer.add(row(RowKind.UPDATE_BEFORE, b));
        reducer.add(row(RowKind.UPDATE_AFTER, table.get(second)));
        return 4;
    }

    private static RowData row(RowKind kind, long[] values) {
        return GenericRowData.ofKind(kind, values[0], values[1]);
    }

    private static void apply(Map<List<Long>, Integer> table, RowKind kind, RowData row, boolean keyed) {
        // Of a deleted row with a key only the key is told.
        List<Long> values = List.of(row.getLong(0), row.isNullAt(1) ? -1 : row.getLong(1));
        if (kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER) {
            if (keyed) {
                boolean there = table.keySet().removeIf(other -> other.get(0).equals(values.get(0)));
                assertThat(there).isEqualTo(kind == RowKind.UPDATE_AFTER);
            }
            table.merge(values, 1, Integer::sum);
        } else if (keyed) {
            assertThat(table.keySet().removeIf(other -> other.get(0).equals(values.get(0))))
                    .isTrue();
        } else {
            assertThat(table.merge(values, -1, Integer::sum)).isNotNegative();
            table.values().removeIf(count -> count == 0);
        }
    }
}
