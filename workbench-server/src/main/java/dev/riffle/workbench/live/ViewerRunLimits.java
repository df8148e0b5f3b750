package dev.riffle.workbench.live;

import java.time.Duration;

/**
 * How much viewers may run.
 *
 * @param most runs of one notebook for values that viewers chose
 * @param linger how long one goes on when its last viewer has left
 */
public record ViewerRunLimits(int most, Duration linger) {}
