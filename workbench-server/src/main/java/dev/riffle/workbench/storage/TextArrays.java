package dev.riffle.workbench.storage;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Columns that are arrays of texts. */
final class TextArrays {

    private TextArrays() {}

    static List<String> read(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(String.class::cast)
                .toList();
    }
}
