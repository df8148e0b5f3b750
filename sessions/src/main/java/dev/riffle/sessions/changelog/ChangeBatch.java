package dev.riffle.sessions.changelog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The net changes of one frame.
 *
 * @param changes in order
 * @param totalChanges changes that the job has made so far
 * @param allRows rows that the result has (updating) or has had (append-only)
 * @param times null where the rows were known at once
 * @param last whether the result has ended
 */
public record ChangeBatch(
        FrameOrigin origin,
        List<Change> changes,
        long totalChanges,
        long allRows,
        @Nullable FrameTimes times,
        boolean last) {}
