package dev.riffle.sessions.changelog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The net changes of one frame.
 *
 * @param epoch of the job's attempt; another one than before means that the job was restarted
 * @param restored whether that attempt went on from a checkpoint: what was there stays; else it began from nothing
 * @param changes in order
 * @param totalChanges changes that the job has made in this epoch so far
 * @param allRows rows that the result has (updating) or has had (append-only) in this epoch
 * @param times null where the rows were known at once
 * @param last whether the result has ended
 */
public record ChangeBatch(
        long epoch,
        boolean restored,
        List<Change> changes,
        long totalChanges,
        long allRows,
        @Nullable FrameTimes times,
        boolean last) {}
