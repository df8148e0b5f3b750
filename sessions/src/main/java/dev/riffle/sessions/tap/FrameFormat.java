package dev.riffle.sessions.tap;

/**
 * The bytes of a frame, as {@link TapOperator} writes them and the changelog reads them. A frame travels as one or more
 * parts, each one record of Flink's collect sink:
 *
 * <pre>
 * byte   format      {@link #VERSION}
 * long   epoch       of the operator's instance; another one means that the job was restarted
 * byte   flags       {@link #MORE}, {@link #LAST}, {@link #RESTORED}
 * long   changes     that the job has made in this epoch so far
 * long   allRows     rows that the result has (updating) or has had (append-only) in this epoch
 * long   changedAt   milliseconds since 1970 on the TaskManager's clock: when the frame's oldest change reached the tap
 * long   emittedAt   the same clock: when the frame left the tap
 * int    count       of the changes that follow
 * count × (byte kind, row as RowDataSerializer writes it)
 * </pre>
 */
public final class FrameFormat {

    public static final byte VERSION = 1;

    /** Another part of the same frame follows. */
    public static final byte MORE = 1;

    /** The result has ended; nothing follows. */
    public static final byte LAST = 2;

    /** The operators before the tap went on from a checkpoint. */
    public static final byte RESTORED = 4;

    /** A part is closed once it is this long, so that it fits a batch of the collect sink (2 MiB). */
    static final int PART_BYTES = 256 * 1024;

    private FrameFormat() {}
}
