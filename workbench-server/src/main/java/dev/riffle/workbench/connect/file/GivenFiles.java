package dev.riffle.workbench.connect.file;

import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import dev.riffle.workbench.notebook.NotebookId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that people gave to their notebooks, each in the folder of its notebook. What was not given to its end is never
 * there. Safe for use from any thread.
 */
public final class GivenFiles {

    public static final long MOST_BYTES = 1L << 30;
    public static final int MOST_FILES = 100;

    /** Files that come at once. */
    public static final int MOST_AT_ONCE = 4;

    /** What has to stay free on the disk. */
    private static final long RESERVE_BYTES = 512L << 20;

    private static final int MOST_NAME_BYTES = 200;

    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");
    private static final String INCOMING = ".incoming";

    private final Path folder;

    /** Makes the folder where there is none, and clears what an earlier server did not get whole. */
    public GivenFiles(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        deleteAll(this.folder.resolve(INCOMING));
        Files.createDirectories(this.folder.resolve(INCOMING));
    }

    /**
     * A file for the bytes that somebody sends. It is to be given to {@link #keep} or deleted.
     *
     * @param bytes how many will come; -1 where that is not known
     * @throws ConnectException where they can't be kept
     */
    public Path newUpload(NotebookId notebook, String name, long bytes) throws IOException {
        check(name);
        if (bytes > MOST_BYTES) {
            throw new ConnectException(
                    Field.FILE,
                    "A file has at most 1 GB. Put a larger one where the cluster reads it, and point at its folder.");
        }
        checkNumber(notebook);
        if (incoming() >= MOST_AT_ONCE) {
            throw new ConnectException(
                    Field.FILE, MOST_AT_ONCE + " files are being sent just now: try again in a moment.");
        }
        if (Files.getFileStore(folder).getUsableSpace() < roomFor(bytes)) {
            throw new ConnectException(Field.FILE, "There is not enough room for it on the server's disk.");
        }
        return Files.createTempFile(folder.resolve(INCOMING), "", ".part");
    }

    /**
     * Takes what was sent, under a name that no other file of the notebook has, and proposes its table. The names of columns
     * that a CSV file begins with are taken off: Flink would read them as values.
     *
     * @throws ConnectException where it is nothing that a table can be made of; then it is not kept
     */
    public FileTable keep(Path upload, NotebookId notebook, String name) throws IOException {
        try {
            FileSample sample = FileSample.of(upload);
            FileKind kind = sample.kind(name);
            int header = kind == FileKind.CSV ? sample.headerBytes() : 0;
            if (header == 0) {
                return keep(sample, kind, upload, notebook, name);
            }
            Path rest = Files.createTempFile(folder.resolve(INCOMING), "", ".part");
            try {
                copyFrom(upload, header, rest);
                return keep(sample, kind, rest, notebook, name);
            } finally {
                Files.deleteIfExists(rest);
            }
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    private synchronized FileTable keep(
            FileSample sample, FileKind kind, Path content, NotebookId notebook, String name) throws IOException {
        checkNumber(notebook);
        Path place = freePlace(notebook, name);
        String title = place.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]{1,8}$", "");
        FileTable table = sample.table(kind, title, "file://" + place);
        Files.createDirectories(place.getParent());
        Files.move(content, place, StandardCopyOption.ATOMIC_MOVE);
        return table;
    }

    private void checkNumber(NotebookId notebook) throws IOException {
        if (list(notebook).size() >= MOST_FILES) {
            throw new ConnectException(
                    Field.FILE, "This notebook has " + MOST_FILES + " files already: delete some of them first.");
        }
    }

    /** With what others may still send; a file is there twice while names of columns are taken off. */
    private long roomFor(long bytes) throws IOException {
        return 2 * (bytes < 0 ? MOST_BYTES : bytes) + incoming() * MOST_BYTES + RESERVE_BYTES;
    }

    private long incoming() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve(INCOMING))) {
            return found.count();
        }
    }

    private static void copyFrom(Path source, long offset, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(target)) {
            in.skipNBytes(offset);
            in.transferTo(out);
        }
    }

    /** The files of a notebook, the newest first. */
    public synchronized List<GivenFile> list(NotebookId notebook) throws IOException {
        Path of = folderOf(notebook);
        if (!Files.isDirectory(of)) {
            return List.of();
        }
        List<GivenFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(of)) {
            for (Path file : found.toList()) {
                Instant given = Files.getLastModifiedTime(file).toInstant();
                files.add(new GivenFile(file.getFileName().toString(), Files.size(file), given));
            }
        }
        files.sort(Comparator.comparing(GivenFile::givenAt).reversed());
        return files;
    }

    /** False where there is none of that name. */
    public synchronized boolean delete(NotebookId notebook, String name) throws IOException {
        check(name);
        return Files.deleteIfExists(folderOf(notebook).resolve(name));
    }

    /** Deletes all files of a notebook that is deleted for good. */
    public synchronized void forget(NotebookId notebook) throws IOException {
        deleteAll(folderOf(notebook));
    }

    private Path folderOf(NotebookId notebook) {
        return folder.resolve(notebook.value());
    }

    private Path freePlace(NotebookId notebook, String name) {
        Path of = folderOf(notebook);
        int dot = name.lastIndexOf('.');
        String begin = dot > 0 ? name.substring(0, dot) : name;
        String end = dot > 0 ? name.substring(dot) : "";
        return Stream.iterate(1, number -> number + 1)
                .map(number -> of.resolve(number == 1 ? name : begin + "-" + number + end))
                .filter(place -> !Files.exists(place))
                .findFirst()
                .orElseThrow();
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches()
                || name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES
                || name.startsWith(".")
                || name.startsWith("_")) {
            throw new ConnectException(
                    Field.FILE,
                    "A file's name has at most 200 bytes, no slashes among them, and does not begin with . or _ (Flink passes such files over).");
        }
    }

    private static void deleteAll(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> found = Files.walk(place)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
