package dev.riffle.sessions.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.feed.MaterializedFeed;
import dev.riffle.sessions.feed.Subscription;
import dev.riffle.sessions.tap.TapDriver;
import dev.riffle.sessions.view.Delta;
import dev.riffle.sessions.view.MaterializedView;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewBounds;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.sessions.view.ViewRow;
import dev.riffle.sessions.view.ViewUpdate;
import dev.riffle.sessions.view.ViewVersion;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * From the changes of a job to the table that a browser has, with frames cut anywhere, checkpoints taken anywhere, and
 * the job restarted anywhere, with what is on its way lost: in the end the table is what a replay of the changes gives.
 */
class FailoverPropertyTest {

    private enum Kind {
        APPEND,
        KEYED,
        UPSERTS,
        MULTISET;

        boolean isKeyed() {
            return this == KEYED || this == UPSERTS;
        }
    }

    /** Changes that belong together: a source is never set back to between them. */
    private record Step(List<Change> changes, List<List<Long>> tableAfter) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Checkpoint(long id, int position, byte[] state) {}

    @Property(tries = 600)
    void theTableIsRightAgainAfterAnyRestarts(
            @ForAll long seed, @ForAll @IntRange(max = 3) int kindIndex, @ForAll boolean committed) throws IOException {
        new Run(new Random(seed), Kind.values()[kindIndex], committed).play();
    }

    private static final class Run {
        final Random random;
        final Kind kind;
        final boolean committed;
        final List<Step> script;
        final MaterializedFeed feed;
        final Subscription subscription;
        final FrameReader reader = new FrameReader(TapDriver.TYPE, ZoneId.of("UTC"));
        final TreeMap<Long, List<@Nullable Object>> browser = new TreeMap<>();
        final List<byte[]> underWay = new ArrayList<>();
        final List<byte[]> unacknowledged = new ArrayList<>();
        ViewVersion version = ViewVersion.EMPTY;
        TapDriver tap;
        int position;
        long epoch = 1;
        long nextCheckpoint = 1;

        @Nullable
        Checkpoint taken;

        @Nullable
        Checkpoint completed;

        Run(Random random, Kind kind, boolean committed) {
            this.random = random;
            this.kind = kind;
            this.committed = committed;
            this.script = script(random, kind);
            Schema schema = new Schema(
                    List.of(
                            new Column("k", ColumnType.of(TypeName.BIGINT)),
                            new Column("v", ColumnType.of(TypeName.BIGINT))),
                    kind.isKeyed() ? List.of("k") : List.of(),
                    kind == Kind.APPEND ? ChangelogMode.APPEND : ChangelogMode.UPDATE,
                    ZoneOffset.UTC);
            this.feed = new MaterializedFeed(
                    new MaterializedView(new ViewId("v"), schema, new ViewBounds(1_000, 1 << 20)),
                    Duration.ofMillis(50));
            this.subscription = feed.subscribe(null, () -> {});
            this.tap = new TapDriver(kind == Kind.APPEND, kind.isKeyed(), kind == Kind.UPSERTS, committed, epoch);
        }

        void play() throws IOException {
            send(tap.begin());
            send(tap.frame(false));
            while (position < script.size()) {
                switch (random.nextInt(20)) {
                    case 0 -> restart();
                    case 1, 2 -> takeCheckpoint();
                    case 3, 4 -> completeCheckpoint();
                    case 5, 6, 7 -> {
                        if (!committed && unacknowledged.isEmpty()) {
                            send(tap.frame(false));
                        }
                    }
                    case 8, 9, 10, 11 -> receive(random.nextInt(4));
                    default -> feedTap();
                }
            }
            send(tap.release());
            send(tap.frame(true));
            receive(Integer.MAX_VALUE);
            List<List<Long>> truth = script.get(script.size() - 1).tableAfter();
            assertThat(shown()).containsExactlyInAnyOrderElementsOf(truth);
            assertThat(browser.values().stream().map(Run::numbers).toList())
                    .isEqualTo(feed.snapshot().rows().stream()
                            .map(row -> numbers(row.values()))
                            .toList());
            assertThat(feed.snapshot().totals().allRows()).isEqualTo(truth.size());
        }

        private void feedTap() throws IOException {
            for (Change change : script.get(position).changes()) {
                List<Long> row = numbers(change.values());
                tap.add(org.apache.flink.types.RowKind.valueOf(change.kind().name()), row.get(0), row.get(1));
            }
            position++;
        }

        private void takeCheckpoint() throws IOException {
            if (taken == null) {
                long id = nextCheckpoint++;
                taken = new Checkpoint(id, position, tap.checkpoint(id, unacknowledged));
            }
        }

        private void completeCheckpoint() {
            Checkpoint done = taken;
            if (done != null) {
                taken = null;
                completed = done;
                send(tap.complete(done.id()));
                if (committed) {
                    receive(Integer.MAX_VALUE);
                    List<List<Long>> covered = done.position() == 0
                            ? List.of()
                            : script.get(done.position() - 1).tableAfter();
                    assertThat(shown()).containsExactlyInAnyOrderElementsOf(covered);
                }
            }
        }

        private void restart() throws IOException {
            // What the client has received may or may not have been acknowledged; what is under way is lost.
            underWay.clear();
            unacknowledged.clear();
            taken = null;
            tap = new TapDriver(kind == Kind.APPEND, kind.isKeyed(), kind == Kind.UPSERTS, committed, ++epoch);
            Checkpoint from = completed;
            if (from == null) {
                position = 0;
                send(tap.begin());
            } else {
                position = from.position();
                send(tap.restore(from.state().clone()));
            }
            send(tap.frame(false));
        }

        private void send(List<byte[]> parts) {
            underWay.addAll(parts);
            unacknowledged.addAll(parts);
        }

        private void receive(int most) {
            for (int i = 0; i < most && !underWay.isEmpty(); i++) {
                try {
                    ChangeBatch batch = reader.read(underWay.remove(0));
                    if (batch != null) {
                        feed.apply(batch);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                if (random.nextBoolean()) {
                    follow();
                }
            }
            if (underWay.isEmpty() && random.nextInt(3) > 0) {
                unacknowledged.clear();
            }
            follow();
        }

        /** What the browser does with what it is sent. */
        private void follow() {
            ViewUpdate update;
            while ((update = subscription.poll()) != null) {
                if (update instanceof Snapshot snapshot) {
                    browser.clear();
                    snapshot.rows().forEach(row -> browser.put(row.id(), row.values()));
                } else if (update instanceof Delta delta) {
                    assertThat(delta.from()).isEqualTo(version);
                    browser.headMap(delta.removedBelow()).clear();
                    delta.removed().forEach(browser::remove);
                    delta.updated().forEach(row -> browser.put(row.id(), row.values()));
                    delta.added().forEach(row -> browser.put(row.id(), row.values()));
                }
                version = update.version();
            }
        }

        private List<List<Long>> shown() {
            return feed.snapshot().rows().stream()
                    .map(ViewRow::values)
                    .map(Run::numbers)
                    .toList();
        }

        private static List<Long> numbers(List<@Nullable Object> values) {
            return values.stream()
                    .map(value -> value == null ? -1L : (Long) value)
                    .toList();
        }
    }

    private static List<Step> script(Random random, Kind kind) {
        List<Step> steps = new ArrayList<>();
        List<List<Long>> table = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int choice = kind == Kind.APPEND || table.isEmpty() ? 0 : random.nextInt(3);
            List<Change> changes = new ArrayList<>();
            if (choice == 0) {
                List<Long> row = List.of(kind.isKeyed() ? i : random.nextLong(4), random.nextLong(3));
                table.add(row);
                changes.add(new Change(RowKind.INSERT, List.copyOf(row)));
            } else {
                int index = random.nextInt(table.size());
                List<Long> before = table.get(index);
                if (choice == 1) {
                    List<Long> after = List.of(before.get(0), random.nextLong(3));
                    table.set(index, after);
                    if (kind != Kind.UPSERTS) {
                        changes.add(new Change(RowKind.UPDATE_BEFORE, List.copyOf(before)));
                    }
                    changes.add(new Change(RowKind.UPDATE_AFTER, List.copyOf(after)));
                } else {
                    table.remove(index);
                    changes.add(new Change(RowKind.DELETE, List.copyOf(before)));
                }
            }
            steps.add(new Step(changes, List.copyOf(table)));
        }
        return steps;
    }
}
