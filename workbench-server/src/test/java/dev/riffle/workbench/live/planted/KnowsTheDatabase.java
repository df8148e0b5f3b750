package dev.riffle.workbench.live.planted;

import java.sql.Connection;
import org.jdbi.v3.core.Jdbi;

/** Breaks a law on purpose; see ArchitectureTest. */
interface KnowsTheDatabase {

    void with(Jdbi jdbi);

    void by(Connection connection);
}
