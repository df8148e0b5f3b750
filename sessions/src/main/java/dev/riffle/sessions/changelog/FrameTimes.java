package dev.riffle.sessions.changelog;

/**
 * When a frame was made, in milliseconds since 1970 on the TaskManager's clock.
 *
 * @param changedAt when the oldest of its changes reached the tap
 * @param emittedAt when it left the tap
 */
public record FrameTimes(long changedAt, long emittedAt) {}
