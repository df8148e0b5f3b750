package dev.riffle.workbench.live;

import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.view.RowChecksum;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewRow;
import dev.riffle.sessions.view.ViewTotals;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How much of a document a frozen share keeps. */
public final class Freezing {

    /** Of one result: of an append-only one the newest, else the first. */
    public static final int MOST_ROWS = 10_000;

    /** Of a link, as its page gets it and before it is compressed. Where more would be kept, there are fewer rows of each result. */
    public static final int MOST_BYTES = 16_000_000;

    /** What a row, and a value of a row, take at least when encoded, so that far too many are not encoded to be counted. */
    private static final long LEAST_VALUE_BYTES = 2;

    private Freezing() {}

    /** What freezing comes to. */
    public sealed interface Outcome {}

    /** What is to be kept. */
    public static final class Frozen implements Outcome {

        private final byte[] content;

        private Frozen(byte[] content) {
            this.content = content;
        }

        public byte[] content() {
            return content;
        }
    }

    /** Why there is nothing to keep. */
    public enum Refusal implements Outcome {
        GONE("This is not there any more."),
        NO_ROWS("There is nothing to freeze: no result has rows. Run the queries, and wait for their first rows."),
        TOO_LARGE("This is too large to freeze, even with a single row of each result.");

        private final String message;

        Refusal(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /** @param encode makes of it what is kept */
    public static Outcome freeze(FrozenDocument document, Function<FrozenDocument, byte[]> encode) {
        List<Snapshot> results = document.results();
        if (results.stream().allMatch(result -> result.rows().isEmpty())) {
            return Refusal.NO_ROWS;
        }
        int mostRows = MOST_ROWS;
        while (mostRows > 0) {
            int most = mostRows;
            List<Snapshot> kept =
                    results.stream().map(result -> cut(result, most)).toList();
            long bytes = kept.stream().mapToLong(Freezing::sizeOf).sum();
            if (bytes <= MOST_BYTES) {
                byte[] encoded = encode.apply(document.withResults(kept));
                bytes = encoded.length;
                if (bytes <= MOST_BYTES) {
                    return new Frozen(encoded);
                }
            }
            int longest =
                    kept.stream().mapToInt(result -> result.rows().size()).max().orElse(0);
            // A little less than fits, since rows differ in length.
            mostRows = (int) (longest * 9L * MOST_BYTES / (10 * bytes));
        }
        return Refusal.TOO_LARGE;
    }

    /** The result with so many rows at most: its counts say of how many they are, and its checksum is theirs. */
    static Snapshot cut(Snapshot result, int mostRows) {
        List<ViewRow> rows = result.rows();
        if (rows.size() <= mostRows) {
            return result;
        }
        List<ViewRow> kept = result.schema().mode() == ChangelogMode.APPEND
                ? rows.subList(rows.size() - mostRows, rows.size())
                : rows.subList(0, mostRows);
        ViewTotals totals = result.totals();
        return new Snapshot(
                result.view(),
                result.schema(),
                result.version(),
                kept,
                new ViewTotals(kept.size(), totals.allRows(), totals.changes(), totals.receivedChanges()),
                kept.stream()
                        .mapToInt(row -> RowChecksum.of(row.id(), row.values()))
                        .sum(),
                result.times());
    }

    /** At least so many bytes it has when encoded. */
    private static long sizeOf(Snapshot result) {
        long bytes = 0;
        for (ViewRow row : result.rows()) {
            bytes += LEAST_VALUE_BYTES;
            for (Object value : row.values()) {
                bytes += sizeOf(value);
            }
        }
        return bytes;
    }

    private static long sizeOf(@Nullable Object value) {
        if (value instanceof String text) {
            return LEAST_VALUE_BYTES + text.length();
        }
        long bytes = LEAST_VALUE_BYTES;
        if (value instanceof List<?> list) {
            for (Object element : list) {
                bytes += sizeOf(element);
            }
        }
        return bytes;
    }
}
