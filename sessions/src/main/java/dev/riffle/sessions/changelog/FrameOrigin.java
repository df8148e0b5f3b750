package dev.riffle.sessions.changelog;

import dev.riffle.sessions.tap.FrameFormat;

/**
 * Where a frame stands in the life of its job.
 *
 * @param epoch of the job's attempt; another one than before means that the job was restarted
 * @param restoredFrom the checkpoint that this attempt went on from, {@link #NONE} where it began from nothing
 * @param sequence of the frame, rising; goes on where a checkpoint is restored, so that a frame that comes again is known
 * @param checkpoint the newest checkpoint taken before this frame: the result may be set back to this moment
 * @param completed the newest complete checkpoint: the result is not set back behind it
 */
public record FrameOrigin(long epoch, long restoredFrom, long sequence, long checkpoint, long completed) {

    /** In place of a checkpoint's id. */
    public static final long NONE = FrameFormat.NONE;

    /** Of a job without checkpoints. */
    public static FrameOrigin of(long epoch, long sequence) {
        return new FrameOrigin(epoch, NONE, sequence, NONE, NONE);
    }

    public boolean isRestored() {
        return restoredFrom != NONE;
    }
}
