package dev.riffle.workbench.live;

import dev.riffle.workbench.notebook.Rejection;

/** What became of a change, once it is on disk. */
public sealed interface EditOutcome {

    /** @param revision of the notebook that has it */
    record Stored(long revision) implements EditOutcome {}

    /** @param message why, in words */
    record Refused(Rejection reason, String message) implements EditOutcome {

        public Refused(Rejection reason) {
            this(reason, reason.message());
        }
    }
}
