package dev.riffle.workbench.storage;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.sessions.session.UnreadableSecretException;
import dev.riffle.workbench.secret.SecretCipher;
import dev.riffle.workbench.secret.SecretLine;
import dev.riffle.workbench.secret.SecretName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Secrets in the database, their values sealed. Each method is one transaction, on disk when it returns. Safe for use from
 * any thread.
 */
public final class SecretStore implements Secrets {

    /** More are refused. */
    public static final int MOST_SECRETS = 200;

    /** What became of a value that was to be stored. */
    public enum Outcome {
        STORED,
        TOO_MANY
    }

    private final Jdbi jdbi;
    private final SecretKeyFile keyFile;
    private final SecureRandom random = new SecureRandom();

    /** @param directory where the key file is, or will be at its first need */
    public SecretStore(Database database, Path directory) {
        this.jdbi = database.jdbi();
        this.keyFile = new SecretKeyFile(directory);
    }

    /** By name. */
    public List<SecretLine> list() {
        return jdbi.withHandle(handle -> handle.select("SELECT name, created_at, updated_at FROM secret ORDER BY name")
                .map((row, context) -> new SecretLine(
                        new SecretName(row.getString("name")), instant(row, "created_at"), instant(row, "updated_at")))
                .list());
    }

    /**
     * Stores a value, in place of an earlier one.
     *
     * @param value of {@link Secrets#FEWEST_CHARACTERS} to {@link Secrets#MOST_CHARACTERS} characters
     * @throws UnreadableSecretException where the key does not fit the other secrets: one file can't hold two keys
     */
    public synchronized Outcome put(SecretName name, String value, Instant now) {
        if (value.length() < FEWEST_CHARACTERS || value.length() > MOST_CHARACTERS || value.isBlank()) {
            throw new IllegalArgumentException("A secret has 4 to 10,000 characters, not all of them blank.");
        }
        return jdbi.inTransaction(handle -> {
            if (countOthers(handle, name) >= MOST_SECRETS) {
                return Outcome.TOO_MANY;
            }
            byte[] nonce = new byte[SecretCipher.NONCE_BYTES];
            random.nextBytes(nonce);
            OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
            byte[] bytes = SecretCipher.seal(keyFitting(handle, name), name, value, nonce);
            int replaced = handle.execute(
                    "UPDATE secret SET sealed = ?, updated_at = ? WHERE name = ?", bytes, time, name.value());
            if (replaced == 0) {
                handle.execute(
                        "INSERT INTO secret (name, sealed, created_at, updated_at) VALUES (?, ?, ?, ?)",
                        name.value(),
                        bytes,
                        time,
                        time);
            }
            return Outcome.STORED;
        });
    }

    private static int countOthers(Handle handle, SecretName name) {
        return handle.select("SELECT COUNT(*) FROM secret WHERE name <> ?", name.value())
                .mapTo(Integer.class)
                .one();
    }

    /** The key that opens the other secrets, made where there are none. */
    private byte[] keyFitting(Handle handle, SecretName name) {
        Optional<StoredSecret> other = handle.select(
                        "SELECT name, sealed FROM secret WHERE name <> ? ORDER BY updated_at DESC LIMIT 1",
                        name.value())
                .map((row, context) -> new StoredSecret(row))
                .findOne();
        Optional<byte[]> key = keyFile.read();
        if (other.isEmpty()) {
            return key.orElseGet(keyFile::make);
        }
        other.get().open(key, keyFile);
        return key.orElseThrow();
    }

    /** Returns false where there was none. */
    public boolean delete(SecretName name) {
        return jdbi.inTransaction(handle -> handle.execute("DELETE FROM secret WHERE name = ?", name.value()) > 0);
    }

    @Override
    public boolean isKnown(String name) {
        return jdbi.withHandle(handle -> handle.select("SELECT 1 FROM secret WHERE name = ?", name)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    @Override
    public Optional<String> value(String name) {
        return jdbi.withHandle(handle -> handle.select("SELECT name, sealed FROM secret WHERE name = ?", name)
                        .map((row, context) -> new StoredSecret(row))
                        .findOne())
                .map(stored -> stored.open(keyFile.read(), keyFile));
    }

    /** A secret as it lies in the database. */
    private static final class StoredSecret {

        private final SecretName name;
        private final byte[] bytes;

        StoredSecret(ResultSet row) throws SQLException {
            this.name = new SecretName(row.getString("name"));
            this.bytes = row.getBytes("sealed");
        }

        String open(Optional<byte[]> key, SecretKeyFile file) {
            byte[] known = key.orElseThrow(() -> new UnreadableSecretException("The key file " + file.path()
                    + " is missing, without which stored secrets can't be read. Put it back from a backup, or delete all "
                    + "secrets and store them again."));
            return SecretCipher.open(known, name, bytes)
                    .orElseThrow(
                            () -> new UnreadableSecretException(
                                    "The key in " + file.path()
                                            + " does not open the secret " + name
                                            + ": the file is another one, or what is stored was "
                                            + "changed. Put the right file back from a backup, or delete the secret and store it again."));
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
