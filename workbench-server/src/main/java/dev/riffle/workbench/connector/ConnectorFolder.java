package dev.riffle.workbench.connector;

import dev.riffle.workbench.connector.ConnectorJar.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The folder {@code connectors} of the data directory. What is in it when the server starts is loaded then; later
 * changes wait for the next start. Safe for use from any thread.
 */
public final class ConnectorFolder {

    public static final int MOST_JARS = 100;
    public static final long MOST_BYTES = 512L << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,195}\\.jar");
    private static final String UPLOAD = ".upload";

    private record Stamp(long bytes, FileTime modified) {}

    private final Path folder;
    private final List<Path> loaded;
    private final Map<String, Stamp> stamps = new TreeMap<>();

    /** Makes the folder where there is none, and remembers what is in it. */
    public ConnectorFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        try (Stream<Path> files = Files.list(this.folder)) {
            for (Path left : files.filter(file -> file.getFileName().toString().endsWith(UPLOAD))
                    .toList()) {
                Files.delete(left);
            }
        }
        this.loaded = jarsThere();
        for (Path jar : loaded) {
            stamps.put(jar.getFileName().toString(), stamp(jar));
        }
    }

    /** The jars that were there when the server started, by name. */
    public List<Path> loaded() {
        return loaded;
    }

    /** All that are loaded, and all that will be. */
    public synchronized List<ConnectorJar> list() throws IOException {
        Set<String> names = new TreeSet<>(stamps.keySet());
        jarsThere().forEach(jar -> names.add(jar.getFileName().toString()));
        List<ConnectorJar> jars = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            Stamp before = stamps.get(name);
            if (!Files.exists(file) && before != null) {
                jars.add(new ConnectorJar(name, before.bytes(), State.UNTIL_RESTART));
            } else {
                Stamp now = stamp(file);
                jars.add(new ConnectorJar(name, now.bytes(), now.equals(before) ? State.LOADED : State.AFTER_RESTART));
            }
        }
        return jars;
    }

    /** A file for the bytes of a jar that somebody sends. It is to be given to {@link #keep} or deleted. */
    public Path newUpload(String name) throws IOException, RejectedJarException {
        check(name);
        return Files.createTempFile(folder, "", UPLOAD);
    }

    /** Takes what was sent, in place of an earlier one of that name. The upload is gone afterwards, whatever happens. */
    public synchronized void keep(Path upload, String name) throws IOException, RejectedJarException {
        try {
            check(name);
            boolean replaces = Files.exists(folder.resolve(name));
            if (!replaces && jarsThere().size() >= MOST_JARS) {
                throw new RejectedJarException("There are " + MOST_JARS + " jars already.");
            }
            try (ZipFile jar = new ZipFile(upload.toFile())) {
                if (jar.stream().noneMatch(entry -> entry.getName().endsWith(".class"))) {
                    throw new RejectedJarException("There are no classes in it.");
                }
            } catch (ZipException e) {
                throw new RejectedJarException("This is no jar, or not all of one: " + e.getMessage() + ".");
            }
            Files.move(
                    upload, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    /** False where there is none of that name. */
    public synchronized boolean delete(String name) throws IOException, RejectedJarException {
        check(name);
        return Files.deleteIfExists(folder.resolve(name));
    }

    private static void check(String name) throws RejectedJarException {
        if (!NAME.matcher(name).matches()) {
            throw new RejectedJarException(
                    "A jar's name has letters, digits and . _ + -, begins with a letter or digit and ends in .jar.");
        }
    }

    private List<Path> jarsThere() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
    }
}
