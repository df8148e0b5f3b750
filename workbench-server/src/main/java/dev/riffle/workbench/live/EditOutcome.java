package dev.riffle.workbench.live;

import dev.riffle.workbench.notebook.Rejection;

/** What became of a change, once it is on disk. */
public sealed interface EditOutcome {

    /** @param revision of the notebook that has it */
    record Stored(long revision) implements EditOutcome {}

    record Refused(Rejection reason) implements EditOutcome {}
}
