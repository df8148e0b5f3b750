package dev.riffle.sessions.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.changelog.Change;
import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.changelog.Column;
import dev.riffle.sessions.changelog.ColumnType;
import dev.riffle.sessions.changelog.FrameOrigin;
import dev.riffle.sessions.changelog.RowKind;
import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.changelog.TypeName;
import dev.riffle.sessions.feed.MaterializedFeed;
import dev.riffle.sessions.feed.Subscription;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Snapshot and deltas give what a replay from empty gives, for random changelogs of every mode. */
class ViewPropertyTest {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private enum Kind {
        APPEND,
        KEYED,
        MULTISET
    }

    /** What a subscriber builds out of what it is sent. */
    private static final class Replica {
        final TreeMap<Long, List<@Nullable Object>> rows = new TreeMap<>();
        ViewVersion version = ViewVersion.EMPTY;

        void take(Subscription subscription) {
            ViewUpdate update;
            while ((update = subscription.poll()) != null) {
                apply(update);
            }
        }

        void apply(ViewUpdate update) {
            if (update instanceof Snapshot snapshot) {
                rows.clear();
                snapshot.rows().forEach(row -> rows.put(row.id(), row.values()));
            } else if (update instanceof Delta delta) {
                assertThat(delta.from()).as("no gap").isEqualTo(version);
                rows.headMap(delta.removedBelow()).clear();
                delta.removed().forEach(id -> assertThat(rows.containsKey(id)).isTrue());
                delta.removed().forEach(rows::remove);
                for (ViewRow row : delta.updated()) {
                    assertThat(rows.put(row.id(), row.values())).as("was there").isNotNull();
                }
                for (ViewRow row : delta.added()) {
                    assertThat(rows.isEmpty() || rows.lastKey() < row.id()).isTrue();
                    rows.put(row.id(), row.values());
                }
            }
            version = update.version();
            assertThat(update.totals().heldRows()).isEqualTo(rows.size());
            int checksum = rows.entrySet().stream()
                    .mapToInt(row -> RowChecksum.of(row.getKey(), row.getValue()))
                    .sum();
            assertThat(update.checksum()).isEqualTo(checksum);
        }
    }

    @Property(tries = 300)
    void snapshotAndDeltasEqualReplayFromEmpty(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int bound,
            @ForAll @IntRange(max = 2) int kindIndex) {
        Random random = new Random(seed);
        Kind kind = Kind.values()[kindIndex];
        MaterializedFeed feed = new MaterializedFeed(
                new MaterializedView(new ViewId("v"), schema(kind), new ViewBounds(bound, 1 << 20)), INTERVAL);
        List<Replica> replicas = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        List<List<@Nullable Object>> model = new ArrayList<>();
        boolean everBounded = false;
        long allRows = 0;
        for (int frame = 0; frame < 60; frame++) {
            if (random.nextInt(6) == 0) {
                replicas.add(new Replica());
                subscriptions.add(feed.subscribe(null, () -> {}));
            }
            List<Change> changes = frame(random, kind, model);
            for (Change change : changes) {
                allRows += switch (change.kind()) {
                    case INSERT, UPDATE_AFTER -> 1;
                    case DELETE, UPDATE_BEFORE -> -1;
                };
                everBounded |= allRows > bound;
            }
            feed.apply(new ChangeBatch(FrameOrigin.of(1, frame + 1), changes, frame, allRows, null, false));
            for (int i = 0; i < replicas.size(); i++) {
                // Some poll rarely: their mailboxes overflow, and a fresh snapshot follows.
                if (random.nextInt(i + 1) == 0) {
                    replicas.get(i).take(subscriptions.get(i));
                }
            }
        }
        Snapshot truth = feed.snapshot();
        for (int i = 0; i < replicas.size(); i++) {
            replicas.get(i).take(subscriptions.get(i));
            assertThat(replicas.get(i).version).isEqualTo(truth.version());
            assertThat(new ArrayList<>(replicas.get(i).rows.values()))
                    .isEqualTo(truth.rows().stream().map(ViewRow::values).toList());
        }
        assertThat(truth.totals().allRows()).isEqualTo(model.size());
        if (kind == Kind.APPEND) {
            assertThat(truth.rows().stream().map(ViewRow::values).toList())
                    .isEqualTo(model.subList(Math.max(0, model.size() - bound), model.size()));
        } else if (!everBounded) {
            assertThat(truth.rows().stream().map(ViewRow::values).toList()).containsExactlyInAnyOrderElementsOf(model);
        } else {
            assertThat(truth.rows().size()).isLessThanOrEqualTo(bound);
        }
    }

    @Property(tries = 100)
    void whoWasAwayForAMomentGetsJustWhatItMissed(@ForAll long seed) {
        Random random = new Random(seed);
        MaterializedFeed feed = new MaterializedFeed(
                new MaterializedView(new ViewId("v"), schema(Kind.KEYED), new ViewBounds(1_000, 1 << 20)), INTERVAL);
        List<List<@Nullable Object>> model = new ArrayList<>();
        Replica replica = new Replica();
        // More rows than what is missed has: else a snapshot is the shorter answer.
        List<Change> many = new ArrayList<>();
        for (long key = -500; key < 0; key++) {
            model.add(Arrays.asList(key, "kept"));
            many.add(new Change(RowKind.INSERT, Arrays.asList(key, "kept")));
        }
        feed.apply(new ChangeBatch(FrameOrigin.of(1, 1), many, many.size(), many.size(), null, false));
        for (int frame = 0; frame < 20; frame++) {
            feed.apply(new ChangeBatch(
                    FrameOrigin.of(1, frame + 2), frame(random, Kind.KEYED, model), frame, model.size(), null, false));
            if (frame == 10) {
                try (Subscription subscription = feed.subscribe(null, () -> {})) {
                    replica.take(subscription);
                }
            }
        }
        Subscription back = feed.subscribe(replica.version, () -> {});
        ViewUpdate first = back.poll();
        assertThat(first == null || first instanceof Delta).isTrue();
        if (first != null) {
            replica.apply(first);
            replica.take(back);
        }
        assertThat(replica.rows.values()).containsExactlyInAnyOrderElementsOf(model);
    }

    @Property(tries = 50)
    void aRestartedJobBeginsTheTableAnew(@ForAll long seed) {
        Random random = new Random(seed);
        MaterializedFeed feed = new MaterializedFeed(
                new MaterializedView(new ViewId("v"), schema(Kind.KEYED), new ViewBounds(1_000, 1 << 20)), INTERVAL);
        Replica replica = new Replica();
        Subscription subscription = feed.subscribe(null, () -> {});
        List<List<@Nullable Object>> model = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            model.clear();
            for (int frame = 0; frame < 5; frame++) {
                feed.apply(new ChangeBatch(
                        FrameOrigin.of(epoch, frame + 1),
                        frame(random, Kind.KEYED, model),
                        frame,
                        model.size(),
                        null,
                        false));
                replica.take(subscription);
            }
        }
        assertThat(replica.rows.values()).containsExactlyInAnyOrderElementsOf(model);
    }

    private static Schema schema(Kind kind) {
        return new Schema(
                List.of(
                        new Column("k", ColumnType.of(TypeName.BIGINT)),
                        new Column("v", ColumnType.of(TypeName.VARCHAR))),
                kind == Kind.KEYED ? List.of("k") : List.of(),
                kind == Kind.APPEND ? ChangelogMode.APPEND : ChangelogMode.UPDATE,
                ZoneOffset.UTC);
    }

    private static List<Change> frame(Random random, Kind kind, List<List<@Nullable Object>> model) {
        List<Change> changes = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            int choice = kind == Kind.APPEND || model.isEmpty() ? 0 : random.nextInt(3);
            if (choice == 0) {
                List<@Nullable Object> row = row(random, kind, model);
                model.add(row);
                changes.add(new Change(RowKind.INSERT, row));
            } else {
                int index = random.nextInt(model.size());
                List<@Nullable Object> before = model.get(index);
                if (choice == 1) {
                    List<@Nullable Object> after = Arrays.asList(before.get(0), value(random));
                    model.set(index, after);
                    changes.add(new Change(RowKind.UPDATE_BEFORE, before));
                    changes.add(new Change(RowKind.UPDATE_AFTER, after));
                } else {
                    model.remove(index);
                    changes.add(new Change(RowKind.DELETE, before));
                }
            }
        }
        return changes;
    }

    private static List<@Nullable Object> row(Random random, Kind kind, List<List<@Nullable Object>> model) {
        long key = random.nextInt(kind == Kind.KEYED ? 1_000_000 : 5);
        while (kind == Kind.KEYED && contains(model, key)) {
            key++;
        }
        return Arrays.asList(key, value(random));
    }

    private static boolean contains(List<List<@Nullable Object>> model, long key) {
        return model.stream().anyMatch(row -> Long.valueOf(key).equals(row.get(0)));
    }

    private static @Nullable Object value(Random random) {
        return random.nextInt(5) == 0 ? null : "v" + random.nextInt(4);
    }
}
