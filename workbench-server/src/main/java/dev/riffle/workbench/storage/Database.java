package dev.riffle.workbench.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;

/**
 * The H2 database of one data directory. {@code WRITE_DELAY=0}: a commit is on disk when it returns, so that what was
 * acknowledged as saved survives the death of the process.
 */
public final class Database implements AutoCloseable {

    private final HikariDataSource source;
    private final Jdbi jdbi;

    /**
     * Opens or creates the file {@code riffle.mv.db} and brings its tables up to date.
     *
     * @throws UncheckedIOException where a later version of this program has changed them
     */
    public Database(Path directory) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + directory.toAbsolutePath().resolve("riffle")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername("riffle");
        config.setPassword("");
        config.setMaximumPoolSize(4);
        config.setPoolName("riffle");
        this.source = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            source.close();
            throw new UncheckedIOException(new IOException(
                    "The database in " + directory
                            + " is not one of this version of Riffle: a later one has changed it, or"
                            + " somebody else. Start that version, or put a backup from before in its place.",
                    e));
        }
        this.jdbi = Jdbi.create(source);
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Whether it answers. */
    public boolean answers() {
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Writes a copy of all that is stored at this moment, as H2's own backup, a zip with one file. Others go on meanwhile. */
    public void backUp(Path zip) {
        jdbi.useHandle(handle -> handle.createUpdate("BACKUP TO :zip")
                .bind("zip", zip.toAbsolutePath().toString())
                .execute());
    }

    @Override
    public void close() {
        source.close();
    }
}
