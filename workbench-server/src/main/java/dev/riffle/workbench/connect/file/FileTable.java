package dev.riffle.workbench.connect.file;

import java.util.List;

/**
 * A table that reads a file, as the file suggests it.
 *
 * @param preview its first lines, where it has lines
 * @param notes what a person should know of it before they run it
 * @param sql the statement
 */
public record FileTable(FileKind kind, List<String> preview, List<String> notes, String sql) {

    public FileTable {
        preview = List.copyOf(preview);
        notes = List.copyOf(notes);
    }
}
