package dev.riffle.sessions.tap;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * A part of a frame on its way from the tap to its coordinator.
 *
 * @param epoch of the operator's instance
 * @param number of the part in that epoch, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed once it is here.
public record FramePart(long epoch, long number, byte[] bytes) implements OperatorEvent {}
