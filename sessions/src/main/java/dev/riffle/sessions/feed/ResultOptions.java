package dev.riffle.sessions.feed;

import dev.riffle.sessions.view.ViewBounds;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How a live result is made.
 *
 * @param bounds of its view
 * @param frameInterval shortest time between two frames
 * @param zone in which TIMESTAMP_LTZ is shown
 * @param committed whether rows are shown only once a checkpoint covers them
 * @param miniBatch whether the planner's mini-batch may be used where it is known to be right
 */
public record ResultOptions(
        ViewBounds bounds, Duration frameInterval, ZoneId zone, boolean committed, boolean miniBatch) {}
