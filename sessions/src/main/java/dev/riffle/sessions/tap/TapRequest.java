package dev.riffle.sessions.tap;

import org.apache.flink.runtime.operators.coordination.CoordinationRequest;

/**
 * Asks the coordinator of a tap for the next parts. Answered by a {@link TapResponse} as soon as there are any, and
 * without some after a few seconds.
 *
 * @param epoch that {@code received} is about, 0 before any part came
 * @param received number of the newest part that the client has, 0 for none: all up to it are acknowledged
 * @param intervalMillis that the client wants between two frames
 */
public record TapRequest(long epoch, long received, long intervalMillis) implements CoordinationRequest {}
