package dev.riffle.workbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.sessions.session.UnreadableSecretException;
import dev.riffle.workbench.secret.SecretLine;
import dev.riffle.workbench.secret.SecretName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.123Z");
    private static final SecretName A = new SecretName("a");
    private static final SecretName B = new SecretName("b.two-2");

    @Test
    void whatIsStoredIsThereAfterOpeningAgainAndListedWithoutItsValue(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            SecretStore store = new SecretStore(database, folder);
            assertThat(store.put(B, "größer 'als' 𝄞\n", NOW)).isEqualTo(SecretStore.Outcome.STORED);
            store.put(A, "first", NOW);
            store.put(A, "second", NOW.plusSeconds(5));
        }
        try (Database again = new Database(folder)) {
            SecretStore store = new SecretStore(again, folder);
            assertThat(store.value("a")).contains("second");
            assertThat(store.value("b.two-2")).contains("größer 'als' 𝄞\n");
            assertThat(store.list())
                    .isEqualTo(List.of(new SecretLine(A, NOW, NOW.plusSeconds(5)), new SecretLine(B, NOW, NOW)));
            assertThat(store.isKnown("a")).isTrue();
            assertThat(store.delete(A)).isTrue();
            assertThat(store.delete(A)).isFalse();
            assertThat(store.isKnown("a")).isFalse();
            assertThat(store.value("a")).isEmpty();
        }
    }

    @Test
    void noFileOfTheDatabaseHasAValueAndOnlyTheOwnerReadsTheKey(@TempDir Path folder) throws IOException {
        String value = "a value that is looked for";
        try (Database database = new Database(folder)) {
            SecretStore store = new SecretStore(database, folder);
            store.put(A, value, NOW);
            store.put(B, value, NOW);
            assertThat(bytesOf(folder)).doesNotContain(value).contains("b.two-2");
        }
        assertThat(bytesOf(folder)).doesNotContain(value).contains("b.two-2");
        Path key = folder.resolve("secrets.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void theSameValueIsNeverSealedTheSameAndIsBoundToItsName(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            SecretStore store = new SecretStore(database, folder);
            store.put(A, "the same", NOW);
            byte[] before = sealed(database, "a");
            store.put(A, "the same", NOW);
            assertThat(sealed(database, "a")).isNotEqualTo(before);
            store.put(B, "another", NOW);
            database.jdbi()
                    .useHandle(handle -> handle.execute("UPDATE secret SET sealed = ? WHERE name = 'b.two-2'", before));
            assertUnreadable(store, "b.two-2", "does not open the secret b.two-2");
        }
    }

    @Test
    void whatWasTamperedWithIsNotOpened(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            SecretStore store = new SecretStore(database, folder);
            store.put(A, "value", NOW);
            byte[] sealed = sealed(database, "a");
            for (int i = 0; i < sealed.length; i++) {
                byte[] tampered = sealed.clone();
                tampered[i] ^= 1;
                overwrite(database, tampered);
                assertUnreadable(store, "a", "does not open");
            }
            for (int length = 0; length < sealed.length; length++) {
                overwrite(database, Arrays.copyOf(sealed, length));
                assertUnreadable(store, "a", "does not open");
            }
            overwrite(database, sealed);
            assertThat(store.value("a")).contains("value");
        }
    }

    @Test
    void aMissingOrWrongKeyIsSaidAndTheRightOneTakenAgain(@TempDir Path folder) throws IOException {
        Path key = folder.resolve("secrets.key");
        try (Database database = new Database(folder)) {
            new SecretStore(database, folder).put(A, "value", NOW);
        }
        String right = Files.readString(key);
        Files.delete(key);
        try (Database database = new Database(folder)) {
            SecretStore store = new SecretStore(database, folder);
            assertUnreadable(store, "a", key.toAbsolutePath() + " is missing");
            assertThat(store.list()).hasSize(1);
            assertThatThrownBy(() -> store.put(B, "another", NOW))
                    .as("a second key would make the first secret unreadable for good")
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining("missing");
            assertThat(key).doesNotExist();

            Files.writeString(key, "no key");
            assertUnreadable(store, "a", "holds no key");
            Files.writeString(key, java.util.Base64.getEncoder().encodeToString(new byte[32]));
            assertUnreadable(store, "a", "does not open the secret a");
            assertThatThrownBy(() -> store.put(B, "another", NOW)).isInstanceOf(UnreadableSecretException.class);

            Files.writeString(key, right + "\n");
            assertThat(store.value("a")).contains("value");
            store.put(B, "another", NOW);

            Files.delete(key);
            store.delete(A);
            store.delete(B);
            store.put(A, "afresh", NOW);
            assertThat(store.value("a")).contains("afresh");
            assertThat(Files.readString(key)).isNotEqualTo(right);
        }
    }

    @Test
    void namesValuesAndTheirNumberHaveBounds(@TempDir Path folder) {
        for (String name : List.of("", "1", "a b", "a}", "ä", "a".repeat(65), "a\n")) {
            assertThatThrownBy(() -> new SecretName(name)).isInstanceOf(IllegalArgumentException.class);
        }
        try (Database database = new Database(folder)) {
            SecretStore store = new SecretStore(database, folder);
            for (String value : List.of("", "abc", "      ", "x".repeat(10_001))) {
                assertThatThrownBy(() -> store.put(A, value, NOW)).isInstanceOf(IllegalArgumentException.class);
            }
            store.put(new SecretName("_".repeat(64)), "𝄞".repeat(5_000), NOW);
            assertThat(store.value("_".repeat(64))).contains("𝄞".repeat(5_000));
            for (int i = 1; i < SecretStore.MOST_SECRETS; i++) {
                assertThat(store.put(new SecretName("n" + i), "value", NOW)).isEqualTo(SecretStore.Outcome.STORED);
            }
            assertThat(store.put(A, "value", NOW)).isEqualTo(SecretStore.Outcome.TOO_MANY);
            assertThat(store.put(new SecretName("n1"), "replaced", NOW)).isEqualTo(SecretStore.Outcome.STORED);
        }
    }

    private static void assertUnreadable(SecretStore store, String name, String why) {
        assertThatThrownBy(() -> store.value(name))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining(why);
    }

    private static byte[] sealed(Database database, String name) {
        return database.jdbi().withHandle(handle -> handle.select("SELECT sealed FROM secret WHERE name = ?", name)
                .mapTo(byte[].class)
                .one());
    }

    private static void overwrite(Database database, byte[] sealed) {
        database.jdbi().useHandle(handle -> handle.execute("UPDATE secret SET sealed = ? WHERE name = 'a'", sealed));
    }

    /** Everything in the folder, a character for each byte. */
    private static String bytesOf(Path folder) throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toString();
    }
}
