package dev.riffle.sessions.session;

/** {@code execution.runtime-mode} of a session. */
public enum RuntimeMode {
    STREAMING,
    BATCH
}
