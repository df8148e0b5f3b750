package dev.riffle.sessions.tap;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What the client wants, on its way from the coordinator to the tap.
 *
 * @param epoch that {@code received} is about
 * @param received number of the newest part that the client has, 0 for none
 * @param intervalMillis between two frames
 */
public record FrameDemand(long epoch, long received, long intervalMillis) implements OperatorEvent {}
