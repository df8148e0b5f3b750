package dev.riffle.workbench.live;

import dev.riffle.sessions.session.RanCell;
import dev.riffle.sessions.session.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what a change of inputs concerns runs again. Of many changes in a row, while the session is at work,
 * the last is enough. Confined to the notebook's thread.
 */
final class InputReruns {

    private static final Logger LOG = LoggerFactory.getLogger(InputReruns.class);

    private final Session session;
    private final Executor thread;
    private final Consumer<List<RanCell>> rerun;
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean asking;

    /**
     * @param thread the notebook's
     * @param rerun runs these again, in their order, with what is bound then
     */
    InputReruns(Session session, Executor thread, Consumer<List<RanCell>> rerun) {
        this.session = session;
        this.thread = thread;
        this.rerun = rerun;
    }

    void changed(String input) {
        changed.add(input);
        if (!asking) {
            ask();
        }
    }

    private void ask() {
        asking = true;
        Set<String> inputs = Set.copyOf(changed);
        changed.clear();
        var unused = session.affectedBy(inputs)
                .whenCompleteAsync(
                        (affected, error) -> {
                            asking = false;
                            if (affected != null) {
                                rerun.accept(affected);
                            } else if (!(error instanceof RejectedExecutionException)) {
                                LOG.warn("What a change of inputs concerns could not be found", error);
                            }
                            if (!changed.isEmpty()) {
                                ask();
                            }
                        },
                        thread);
    }
}
