package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.version.Thinning;
import dev.riffle.workbench.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The history of notebooks and dashboards. Versions themselves are written by the stores of those, with each change. Each
 * method is one transaction. Safe for use from any thread.
 */
public final class VersionStore {

    private final Jdbi jdbi;

    public VersionStore(Database database) {
        this.jdbi = database.jdbi();
    }

    /** The newest, which is the document as it is, first; at most 601. */
    public List<Version> list(DocumentReference document) {
        return jdbi.withHandle(handle -> VersionRow.list(handle, document));
    }

    /** What giving a name comes to. */
    public enum Naming {
        DONE,
        /** There is no such version, or there is none any more. */
        GONE,
        /** Too many have a name, or those that have one take too much room. */
        TOO_MANY
    }

    /** @param name null takes it away */
    public Naming name(DocumentReference document, long number, @Nullable String name) {
        return jdbi.inTransaction(handle -> {
            List<Version> versions = VersionRow.list(handle, document);
            Version version = versions.stream()
                    .filter(candidate -> candidate.number() == number)
                    .findFirst()
                    .orElse(null);
            if (version == null) {
                return Naming.GONE;
            }
            if (name != null && version.name() == null && !hasRoom(versions, version)) {
                return Naming.TOO_MANY;
            }
            int found = handle.execute(
                    "UPDATE version SET name = ? WHERE kind = ? AND document_id = ? AND number = ?",
                    name,
                    document.kind().name(),
                    document.id(),
                    number);
            return found == 1 ? Naming.DONE : Naming.GONE;
        });
    }

    private static boolean hasRoom(List<Version> versions, Version another) {
        List<Version> named =
                versions.stream().filter(version -> version.name() != null).toList();
        long bytes = named.stream().mapToLong(Version::bytes).sum();
        return named.size() < Thinning.MOST_NAMED && bytes + another.bytes() <= Thinning.MOST_BYTES;
    }

    /**
     * The document as it was in a version; empty where there is no such version.
     *
     * @param now as it was found before this is called: where the version has no content yet, this is it
     * @param read makes a document of a version's content
     */
    static <T> Optional<T> read(Jdbi jdbi, DocumentReference document, long number, T now, Function<String, T> read) {
        return jdbi.withHandle(handle -> handle.select(
                                "SELECT content FROM version WHERE kind = ? AND document_id = ? AND number = ?",
                                document.kind().name(),
                                document.id(),
                                number)
                        .map((row, context) -> Optional.ofNullable(row.getBytes("content")))
                        .findOne())
                .map(content -> content.map(
                                bytes -> read.apply(new String(Packed.unpacked(bytes), StandardCharsets.UTF_8)))
                        .orElse(now));
    }
}
