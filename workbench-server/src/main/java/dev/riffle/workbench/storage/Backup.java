package dev.riffle.workbench.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A copy of a data directory while it is in use, as a zip whose files make one when they are unpacked: the database as
 * of one moment, the keys without which secrets and links are worth nothing, the settings, and further connectors. What
 * the cluster, the broker and logs have is not in it. Safe for use from any thread.
 */
public final class Backup {

    private static final List<String> FILES = List.of("secrets.key", "links.key", "token", "instance", "riffle.yaml");
    private static final String CONNECTORS = "connectors";

    private final Database database;
    private final Path directory;

    public Backup(Database database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    /** Writes one; whoever called deletes it. One at a time, since each takes as much disk as the database. */
    public synchronized Path make() throws IOException {
        Path copy = Files.createTempFile(directory, "backup", ".database");
        Path made = Files.createTempFile(directory, "backup", ".zip");
        try {
            database.backUp(copy);
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
                copyDatabase(copy, out);
                for (String name : FILES) {
                    Path file = directory.resolve(name);
                    if (Files.exists(file)) {
                        put(out, name, file);
                    }
                }
                Path connectors = directory.resolve(CONNECTORS);
                if (Files.isDirectory(connectors)) {
                    try (Stream<Path> jars = Files.list(connectors)) {
                        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar"))
                                .sorted()
                                .toList()) {
                            put(out, CONNECTORS + "/" + jar.getFileName(), jar);
                        }
                    }
                }
            }
            return made;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(made);
            throw e;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** H2 writes a zip of its own. */
    private static void copyDatabase(Path zip, ZipOutputStream out) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            ZipEntry entry;
            while ((entry = in.getNextEntry()) != null) {
                out.putNextEntry(
                        new ZipEntry(Path.of(entry.getName()).getFileName().toString()));
                in.transferTo(out);
                out.closeEntry();
            }
        }
    }

    private static void put(ZipOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        Files.copy(file, out);
        out.closeEntry();
    }
}
