package dev.riffle.sessions.session.planted;

import java.sql.Connection;

/** Breaks a law on purpose; see ArchitectureTest. */
interface KnowsADatabase {

    void with(Connection connection);
}
