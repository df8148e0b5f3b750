package dev.riffle.samples.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set as it lies in this jar: comma-separated, without quotes.
 *
 * @param columns names of the columns
 * @param rows texts by row and column, in the order of the first column, which is the time
 */
record SampleData(List<String> columns, List<String[]> rows) {

    /** Null where there is none of that name. */
    static @Nullable SampleData load(String name) {
        if (!name.matches("[a-z-]{1,40}")) {
            return null;
        }
        try (InputStream file = SampleData.class.getResourceAsStream("/samples/data/" + name + ".csv")) {
            if (file == null) {
                return null;
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            List<String> columns = List.of(reader.readLine().split(",", -1));
            List<String[]> rows = new ArrayList<>();
            String line;
            while ((line = reader.readLine()) != null) {
                rows.add(line.split(",", -1));
            }
            return new SampleData(columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
