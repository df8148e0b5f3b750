package dev.riffle.workbench.notebook;

import java.util.List;

/** What became of an edit. */
public sealed interface EditResult {

    /** @param touched what {@link ChangeLog} remembers as changed by it */
    record Applied(Notebook notebook, List<Effect> effects, String touched) implements EditResult {

        public Applied {
            effects = List.copyOf(effects);
        }
    }

    /** @param message why, in words */
    record Rejected(Rejection reason, String message) implements EditResult {}

    static EditResult rejected(Rejection reason) {
        return new Rejected(reason, reason.message());
    }

    static EditResult rejected(Rejection reason, String message) {
        return new Rejected(reason, message);
    }
}
