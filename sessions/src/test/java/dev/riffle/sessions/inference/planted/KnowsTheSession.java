package dev.riffle.sessions.inference.planted;

import dev.riffle.sessions.session.RunId;

/** Breaks a law on purpose; see ArchitectureTest. */
interface KnowsTheSession {

    void with(RunId run);
}
