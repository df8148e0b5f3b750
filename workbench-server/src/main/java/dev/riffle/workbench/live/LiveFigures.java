package dev.riffle.workbench.live;

import dev.riffle.sessions.session.RunState;
import java.util.Map;

/**
 * How much there is at one moment, in all open notebooks.
 *
 * @param runs newest runs of cells, by state; those of values that viewers chose are not among them
 * @param results of queries, live or ended
 * @param heldRows rows that these hold
 * @param changes how many changes came for them so far
 * @param watchers subscriptions to them
 */
public record LiveFigures(
        int openNotebooks, Map<RunState, Long> runs, long results, long heldRows, long changes, long watchers) {

    public LiveFigures {
        runs = Map.copyOf(runs);
    }
}
