package dev.riffle.sessions.view;

/**
 * The counts of a view at one version.
 *
 * @param heldRows rows in the view
 * @param allRows rows that the whole result has (updating) or has had (append-only): "N of M" is {@code heldRows of
 *     allRows}
 * @param changes changes that the job has made so far, before the tap
 * @param receivedChanges changes that left the tap so far
 */
public record ViewTotals(long heldRows, long allRows, long changes, long receivedChanges) {

    public static final ViewTotals ZERO = new ViewTotals(0, 0, 0, 0);
}
