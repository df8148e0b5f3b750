package dev.riffle.workbench.notebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At which revision each replaceable value was last replaced, to tell a stale edit. Remembers a bounded number of values;
 * what fell out counts as unchanged since the log began. Confined to its notebook's thread.
 */
public final class ChangeLog {

    private static final int MOST = 2_000;

    private final Map<String, Long> changedAt = new LinkedHashMap<>();

    /** Whether an edit that is based on this revision would overwrite a change that its author has not seen. */
    public boolean isStale(NotebookEdit edit, long basedOn) {
        return changedAt.getOrDefault(edit.replaces(), -1L) > basedOn;
    }

    public void note(String touched, long revision) {
        if (touched.isEmpty()) {
            return;
        }
        changedAt.remove(touched);
        changedAt.put(touched, revision);
        if (changedAt.size() > MOST) {
            changedAt.remove(changedAt.keySet().iterator().next());
        }
    }
}
