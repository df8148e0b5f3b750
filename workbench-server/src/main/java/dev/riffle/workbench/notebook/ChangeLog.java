package dev.riffle.workbench.notebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At which revision each replaceable value was last replaced, to tell a stale edit. What happened before the log began, or
 * fell out of its bound, is not known and counts as a change: a write is refused rather than merged by luck. Confined to
 * its notebook's thread.
 */
public final class ChangeLog {

    private static final int MOST = 2_000;

    private final Map<String, Long> changedAt = new LinkedHashMap<>();
    private long knownSince;

    /** @param revision of the notebook now */
    public ChangeLog(long revision) {
        this.knownSince = revision;
    }

    /**
     * Whether an edit that is based on this revision would overwrite a change that its author has not seen. One that
     * says what is there already overwrites nothing.
     *
     * @param notebook as it is now
     */
    public boolean isStale(NotebookEdit edit, long basedOn, Notebook notebook) {
        return !edit.replaces().isEmpty() && hasChanged(edit.replaces(), basedOn) && !edit.agreesWith(notebook);
    }

    /** Whether the value was, or may have been, replaced after this revision. */
    public boolean hasChanged(String value, long since) {
        return changedAt.getOrDefault(value, knownSince) > since;
    }

    public void note(String touched, long revision) {
        if (touched.isEmpty()) {
            return;
        }
        changedAt.remove(touched);
        changedAt.put(touched, revision);
        if (changedAt.size() > MOST) {
            Map.Entry<String, Long> oldest = changedAt.entrySet().iterator().next();
            knownSince = Math.max(knownSince, oldest.getValue());
            changedAt.remove(oldest.getKey());
        }
    }
}
