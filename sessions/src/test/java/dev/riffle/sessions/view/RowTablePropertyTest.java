package dev.riffle.sessions.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The table is a map by id, and what a snapshot has taken never changes. */
class RowTablePropertyTest {

    private record Taken(List<ViewRow> rows, List<ViewRow> expected) {}

    @Property(tries = 100)
    void theTableIsAMapAndSnapshotsStayAsTheyWere(@ForAll long seed) {
        Random random = new Random(seed);
        RowTable table = new RowTable();
        NavigableMap<Long, ViewRow> model = new TreeMap<>();
        List<Taken> taken = new ArrayList<>();
        long next = 0;
        int growing = 1 + random.nextInt(9);
        for (int step = 0; step < 3_000; step++) {
            int choice = random.nextInt(10);
            if (choice < growing || model.isEmpty()) {
                ViewRow row = row(next, step);
                next += 1 + random.nextInt(3);
                table.put(row);
                model.put(row.id(), row);
            } else if (choice == 9 && step % 7 == 0) {
                taken.add(new Taken(table.all(), List.copyOf(model.values())));
            } else if (random.nextBoolean()) {
                Long id = some(model, random, next);
                ViewRow row = row(id, step);
                table.put(row);
                model.put(id, row);
            } else {
                Long id = some(model, random, next);
                assertThat(table.remove(id)).isEqualTo(model.remove(id));
                assertThat(table.get(id)).isNull();
            }
            assertThat(table.size()).isEqualTo(model.size());
            if (!model.isEmpty()) {
                assertThat(table.oldestId()).isEqualTo(model.firstKey());
                Long id = some(model, random, next);
                assertThat(table.get(id)).isEqualTo(model.get(id));
            }
        }
        taken.add(new Taken(table.all(), List.copyOf(model.values())));
        for (Taken snapshot : taken) {
            assertThat(snapshot.rows()).isEqualTo(snapshot.expected());
            for (int i = 0; i < snapshot.expected().size(); i += 97) {
                assertThat(snapshot.rows().get(i)).isEqualTo(snapshot.expected().get(i));
            }
        }
        table.clear();
        assertThat(table.all()).isEmpty();
    }

    private static Long some(NavigableMap<Long, ViewRow> model, Random random, long next) {
        Map.Entry<Long, ViewRow> found = model.ceilingEntry(random.nextLong(next + 1));
        return found == null ? model.firstKey() : found.getKey();
    }

    private static ViewRow row(long id, int value) {
        return new ViewRow(id, List.of(value));
    }
}
