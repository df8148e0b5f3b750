package dev.riffle.workbench.storage.planted;

import dev.riffle.workbench.live.LiveNotebooks;

/** Breaks a law on purpose; see ArchitectureTest. */
interface KnowsWhatIsLive {

    void with(LiveNotebooks notebooks);
}
