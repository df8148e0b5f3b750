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

    private static FrameReducer keyed(int maxRows, long maxBytes) {
        return new KeyedReducer(new RowKeys(TYPE, new int[] {0}), maxRows, maxBytes, new RowSizes(TYPE), row -> row);
    }

    private static FrameReducer multiset(int maxRows, long maxBytes) {
        return new MultisetReducer(new RowKeys(TYPE, new int[] {0, 1}), maxRows, maxBytes);
    }

    @Property(tries = 300)
    void netChangesOfKeyedRowsComeToTheSameTable(@ForAll long seed) throws IOException {
        Outcome outcome = run(seed, keyed(ROOM_FOR_ALL, BYTES_FOR_ALL), true, ROOM_FOR_ALL);
        assertThat(outcome.replayed).isEqualTo(outcome.table);
    }

    @Property(tries = 300)
    void netChangesOfRowsWithoutAKeyComeToTheSameTable(@ForAll long seed) throws IOException {
        Outcome outcome = run(seed, multiset(ROOM_FOR_ALL, BYTES_FOR_ALL), false, ROOM_FOR_ALL);
        assertThat(outcome.replayed).isEqualTo(outcome.table);
    }

    /** Rows that the view has no room for are passed over; those that it has are right. */
    @Property(tries = 300)
    void ofMoreRowsThanTheViewHoldsItHasSomeAndThoseAreRight(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int maxRows, @ForAll boolean isKeyed)
            throws IOException {
        FrameReducer reducer = isKeyed ? keyed(maxRows, BYTES_FOR_ALL) : multiset(maxRows, BYTES_FOR_ALL);
        Outcome outcome = run(seed, reducer, isKeyed, maxRows);
        outcome.replayed.forEach(
                (row, copies) -> assertThat(copies).isLessThanOrEqualTo(outcome.table.getOrDefault(row, 0)));
    }

    /** A frame whose rows would take too many bytes takes rows away instead, and never tells a wrong one. */
    @Property(tries = 300)
    void ofMoreBytesThanAFrameTakesWhatIsThereIsRight(
            @ForAll long seed, @ForAll @IntRange(min = 60, max = 400) int maxBytes, @ForAll boolean isKeyed)
            throws IOException {
        FrameReducer reducer = isKeyed ? keyed(ROOM_FOR_ALL, maxBytes) : multiset(ROOM_FOR_ALL, maxBytes);
        Outcome outcome = run(seed, reducer, isKeyed, ROOM_FOR_ALL);
        outcome.replayed.forEach(
                (row, copies) -> assertThat(copies).isLessThanOrEqualTo(outcome.table.getOrDefault(row, 0)));
    }

    private record Outcome(Map<List<Long>, Integer> table, Map<List<Long>, Integer> replayed) {}

    private static Outcome run(long seed, FrameReducer reducer, boolean keyed, int maxRows) throws IOException {
        Random random = new Random(seed);
        List<long[]> table = new ArrayList<>();
        Map<List<Long>, Integer> replayed = new HashMap<>();
        int in = 0;
        int[] out = {0};
        FrameWriter writer = (kind, row) -> {
            out[0]++;
            apply(replayed, kind, row, keyed);
            assertThat(replayed.values().stream().mapToInt(copies -> copies).sum())
                    .isLessThanOrEqualTo(maxRows);
        };
        for (int i = 0; i < 200; i++) {
            in += change(random, table, reducer, keyed);
            if (random.nextInt(20) == 0) {
                reducer.write(writer, false);
                reducer.settle(false);
            }
        }
        reducer.write(writer, true);
        reducer.settle(true);
        Map<List<Long>, Integer> expected = new HashMap<>();
        table.forEach(row -> expected.merge(List.of(row[0], row[1]), 1, Integer::sum));
        assertThat(out[0]).isLessThanOrEqualTo(in);
        return new Outcome(expected, replayed);
    }

    private static int change(Random random, List<long[]> table, FrameReducer reducer, boolean keyed)
            throws IOException {
        int choice = table.isEmpty() ? 0 : random.nextInt(3);
        if (choice == 0) {
            long key = random.nextInt(8);
            if (keyed && table.stream().anyMatch(row -> row[0] == key)) {
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
            reducer.add(row(RowKind.UPDATE_BEFORE, before));
            reducer.add(row(RowKind.UPDATE_AFTER, after));
            return 2;
        }
        table.remove(index);
        reducer.add(row(RowKind.DELETE, before));
        return 1;
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
