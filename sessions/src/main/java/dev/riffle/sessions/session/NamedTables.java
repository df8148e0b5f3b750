package dev.riffle.sessions.session;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.table.catalog.ObjectIdentifier;

/** Names that a cell's runs gave; those of the run before count until the next one gives some. Confined to the session thread. */
final class NamedTables {

    private static final int MOST = 2_000;

    private final Set<ObjectIdentifier> names = new HashSet<>();
    private boolean ofRunBefore;

    void nextRun() {
        ofRunBefore = true;
    }

    /** Beyond {@link #MOST} they are not remembered. */
    void add(Set<ObjectIdentifier> more) {
        if (ofRunBefore) {
            names.clear();
            ofRunBefore = false;
        }
        if (names.size() + more.size() <= MOST) {
            names.addAll(more);
        }
    }

    boolean meets(NamedTables other) {
        return !Collections.disjoint(names, other.names);
    }
}
