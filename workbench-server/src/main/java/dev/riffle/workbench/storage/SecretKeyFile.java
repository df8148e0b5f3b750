package dev.riffle.workbench.storage;

import dev.riffle.sessions.session.UnreadableSecretException;
import dev.riffle.workbench.secret.SecretCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key of all secrets of a data directory, in base64, beside the database: a copy of the database alone tells no
 * secret. Read each time, so that one that was put back is taken without a restart.
 */
final class SecretKeyFile {

    private final Path file;

    SecretKeyFile(Path directory) {
        this.file = directory.resolve("secrets.key");
    }

    Path path() {
        return file.toAbsolutePath();
    }

    /** Empty where there is no file. */
    Optional<byte[]> read() {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == SecretCipher.KEY_BYTES) {
                return Optional.of(key);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // What it holds can't be read or is no key: the message is the same.
        }
        throw new UnreadableSecretException(path() + " holds no key of secrets. Put the right file back from a backup, "
                + "or delete it and all secrets, and store them again.");
    }

    byte[] make() {
        byte[] key = new byte[SecretCipher.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            OwnersFile.write(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }
}
