package dev.riffle.workbench.connect.file;

import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks into a folder of this machine, and proposes the table that reads what is in it and what comes. */
public final class FolderLook {

    /** More files are not looked at. */
    private static final int MOST_FILES = 10_000;

    private FolderLook() {}

    /**
     * The table of the folder's files, by the newest of them.
     *
     * @param folder an absolute path
     * @throws ConnectException where there is none, or nothing in it that a table can be made of
     */
    public static FileTable table(String folder) throws IOException {
        Path place = placeOf(folder.strip());
        try {
            Path newest = newestIn(place)
                    .orElseThrow(() -> wrong("There are no files in " + place
                            + " (those that begin with . or _ are passed over): put one there first."));
            FileSample sample = FileSample.of(newest);
            FileKind kind = sample.kind(newest.getFileName().toString());
            Path name = place.getFileName();
            return sample.ofFolder(kind, name == null ? "files" : name.toString(), "file://" + place);
        } catch (AccessDeniedException e) {
            throw wrong("The server may not read " + e.getFile() + ": its rights have to be changed.");
        }
    }

    private static Path placeOf(String folder) throws IOException {
        Path place;
        try {
            place = Path.of(folder);
        } catch (InvalidPathException e) {
            throw wrong("“" + folder + "” is no path.");
        }
        if (!place.isAbsolute()) {
            throw wrong("Write the whole path of the folder, from / on.");
        }
        if (!Files.exists(place)) {
            throw wrong("There is no folder " + place + " on the server's machine.");
        }
        if (!Files.isDirectory(place)) {
            throw wrong(place + " is a file: name the folder that it is in, or give the file.");
        }
        return place.toRealPath();
    }

    private static Optional<Path> newestIn(Path place) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(place)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("[._].*"))
                    .limit(MOST_FILES)
                    .toList();
        }
        return files.stream().max(Comparator.comparing(file -> file.toFile().lastModified()));
    }

    private static ConnectException wrong(String message) {
        return new ConnectException(Field.FILE, message);
    }
}
