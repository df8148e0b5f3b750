package dev.riffle.sessions.tap;

/**
 * The bytes that leave the tap, as {@link FrameEncoder} writes them and the changelog reads them. The first of an
 * operator's instance is its announcement:
 *
 * <pre>
 * byte   format       {@link #VERSION}
 * byte   kind         {@link #ANNOUNCEMENT}
 * long   epoch        of the instance, not 0
 * int    count        of the instances before it that it goes on from; 0 where it began from nothing
 * count × (long epoch, long checkpoint to which the result of that instance is set back)
 * </pre>
 *
 * Frames follow. A frame travels as one or more parts:
 *
 * <pre>
 * byte   format       {@link #VERSION}
 * byte   kind         {@link #FRAME}
 * long   epoch        of the instance
 * long   sequence     of the frame, from 1, rising by one; goes on where a checkpoint is restored
 * byte   flags        {@link #MORE}, {@link #LAST}
 * long   checkpoint   the newest checkpoint that was taken before this frame, {@link #NONE} where none was
 * long   completed    the newest checkpoint that is complete, {@link #NONE} where none is
 * long   changes      that the job has made so far
 * long   allRows      rows that the result has (updating) or has had (append-only)
 * long   changedAt    milliseconds since 1970 on the TaskManager's clock: when the frame's oldest change reached the tap
 * long   emittedAt    the same clock: when the frame left the tap
 * int    count        of the changes that follow
 * count × (byte kind of change, row as RowDataSerializer writes it)
 * </pre>
 */
public final class FrameFormat {

    public static final byte VERSION = 2;

    public static final byte ANNOUNCEMENT = 0;

    public static final byte FRAME = 1;

    /** Another part of the same frame follows. */
    public static final byte MORE = 1;

    /** The result has ended; nothing follows. */
    public static final byte LAST = 2;

    /** In place of a checkpoint's id. */
    public static final long NONE = -1;

    /** A part is closed once it is this long. */
    static final int PART_BYTES = 256 * 1024;

    static final int EPOCH_POSITION = 2;
    static final int FLAGS_POSITION = 18;
    static final int COUNT_POSITION = 67;

    private FrameFormat() {}
}
