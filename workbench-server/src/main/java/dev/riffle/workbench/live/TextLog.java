package dev.riffle.workbench.live;

import dev.riffle.workbench.notebook.TextUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest updates of one text, for whoever missed some. Confined to its notebook's thread. */
final class TextLog {

    private static final int MOST = 1_000;

    private final ArrayDeque<TextUpdate> updates = new ArrayDeque<>();
    private long firstVersion;

    TextLog(long version) {
        this.firstVersion = version;
    }

    void add(List<TextUpdate> added) {
        for (TextUpdate update : added) {
            updates.addLast(update);
            if (updates.size() > MOST) {
                updates.removeFirst();
                firstVersion++;
            }
        }
    }

    /** What followed {@code version}, null where that is not remembered. */
    @Nullable
    List<TextUpdate> since(long version) {
        long skip = version - firstVersion;
        if (skip < 0 || skip > updates.size()) {
            return null;
        }
        return new ArrayList<>(updates).subList((int) skip, updates.size());
    }
}
