package dev.riffle.workbench.connect.file;

import dev.riffle.sessions.inference.AvroSchemas;
import dev.riffle.sessions.inference.CsvSamples;
import dev.riffle.sessions.inference.InferredTable;
import dev.riffle.sessions.inference.JsonSamples;
import dev.riffle.sessions.inference.ParquetFiles;
import dev.riffle.sessions.inference.SqlName;
import dev.riffle.sessions.inference.UnreadableSampleException;
import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import dev.riffle.workbench.connect.TableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The beginning of a file, and what it says about the rest. */
final class FileSample {

    private static final int MOST_BYTES = 512 << 10;
    private static final int MOST_LINES = 1_000;
    private static final int MOST_PREVIEW_LINES = 10;
    private static final int MOST_PREVIEW_CHARACTERS = 500;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final byte[] bytes;
    private final boolean whole;
    private CsvSamples.@Nullable Csv csv;

    private FileSample(Path file, byte[] bytes, boolean whole) {
        this.file = file;
        this.bytes = bytes;
        this.whole = whole;
    }

    static FileSample of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return new FileSample(file, bytes, Files.size(file) <= bytes.length);
        }
    }

    /**
     * What the file is.
     *
     * @param name with its ending, which tells CSV from text
     * @throws ConnectException where it is nothing that a table can be made of
     */
    FileKind kind(String name) {
        if (bytes.length == 0) {
            throw new ConnectException(Field.FILE, "The file is empty.");
        }
        if (beginsWith("PAR1")) {
            return FileKind.PARQUET;
        }
        if (beginsWith("Obj\u0001")) {
            return FileKind.AVRO;
        }
        if (bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            throw new ConnectException(Field.FILE, "The file is compressed (gzip): unpack it first.");
        }
        if (beginsWith("PK\u0003\u0004")) {
            throw new ConnectException(
                    Field.FILE,
                    "That is a zip archive or a spreadsheet: give a file that is in it, a spreadsheet as CSV.");
        }
        if (beginsWith("ORC")) {
            throw new ConnectException(
                    Field.FILE,
                    "ORC files are read by a table with 'format' = 'orc', but their columns are not looked up here: write the table yourself.");
        }
        String text = text().stripLeading();
        if (text.startsWith("[")) {
            throw new ConnectException(
                    Field.FILE,
                    "The file is one JSON array. Flink reads JSON Lines, one object a line: convert it, for example with jq -c '.[]'.");
        }
        if (text.startsWith("{")) {
            if (JsonSamples.read(lines(text).subList(0, 1)).isEmpty()) {
                throw new ConnectException(
                        Field.FILE,
                        "The first line is no whole JSON object. Flink reads JSON Lines, one object a line: convert it, for example with jq -c .");
            }
            return FileKind.JSON_LINES;
        }
        if (csv().isEmpty()) {
            throw new ConnectException(
                    Field.FILE,
                    "“" + name
                            + "” is none of CSV (with commas, semicolons, tabs or bars), JSON Lines, Parquet and Avro.");
        }
        return FileKind.CSV;
    }

    private boolean beginsWith(String magic) {
        if (bytes.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((bytes[i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** @throws ConnectException where it is no text in UTF-8 */
    private String text() {
        int length = whole ? bytes.length : wholeCharacters();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
            }
        } catch (CharacterCodingException notUtf8) {
            // Told below.
        }
        throw new ConnectException(
                Field.FILE,
                "The file is neither Parquet nor Avro, nor a text in UTF-8: convert it, or save it as UTF-8.");
    }

    /** What separated values it has; read once. */
    private Optional<CsvSamples.Csv> csv() {
        if (csv == null) {
            csv = CsvSamples.read(wholeLines(text()), true).orElse(null);
        }
        return Optional.ofNullable(csv);
    }

    /** Without the line that the end of the sample cuts. */
    private String wholeLines(String text) {
        if (whole) {
            return text;
        }
        int end = text.lastIndexOf('\n');
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private List<String> lines(String text) {
        return wholeLines(text)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES)
                .toList();
    }

    /** The sample without a character that its end cuts in two. */
    private int wholeCharacters() {
        int start = bytes.length - 1;
        while (start > 0 && start > bytes.length - 4 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        int lead = bytes[start] & 0xFF;
        int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return start + size > bytes.length ? start : bytes.length;
    }

    /** How many bytes the names of columns take at its beginning, with a byte order mark and empty lines before them. */
    int headerBytes() {
        int mark = hasByteOrderMark() ? 3 : 0;
        String text = text();
        if (csv().isEmpty() || !csv().get().header()) {
            return mark;
        }
        int end = 0;
        while (end < text.length() && isLineEnd(text.charAt(end))) {
            end++;
        }
        boolean quoted = false;
        while (end < text.length() && (quoted || !isLineEnd(text.charAt(end)))) {
            quoted ^= text.charAt(end) == '"';
            end++;
        }
        if (text.startsWith("\r\n", end)) {
            end++;
        }
        end = Math.min(end + 1, text.length());
        return mark + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isLineEnd(char letter) {
        return letter == '\n' || letter == '\r';
    }

    private boolean hasByteOrderMark() {
        return beginsWith("\u00EF\u00BB\u00BF");
    }

    /**
     * The table that reads it.
     *
     * @param name of the table
     * @param path where it will lie, with its scheme
     */
    FileTable table(FileKind kind, String name, String path) throws IOException {
        return table(kind, name, path, false);
    }

    /** As {@link #table}, of all files in its folder, and those that come. */
    FileTable ofFolder(FileKind kind, String name, String path) throws IOException {
        return table(kind, name, path, true);
    }

    private FileTable table(FileKind kind, String name, String path, boolean folder) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", "filesystem");
        options.put("path", path);
        if (folder) {
            options.put("source.monitor-interval", "5 s");
        }
        TableText table = new TableText(SqlName.forTable(name), options);
        List<String> notes = new ArrayList<>();
        List<String> preview = List.of();
        try {
            switch (kind) {
                case PARQUET -> {
                    table.option("format", "parquet");
                    table.option("parquet.utc-timezone", "true");
                    table.columns(ParquetFiles.read(file));
                }
                case AVRO -> {
                    table.option("format", "avro");
                    table.columns(AvroSchemas.ofFile(file));
                }
                case JSON_LINES -> {
                    List<String> lines = lines(text());
                    jsonLines(table, JsonSamples.read(lines).orElseThrow(), notes);
                    preview = preview(lines);
                }
                case CSV -> {
                    csv(table, csv().orElseThrow(), notes, folder);
                    preview = preview(lines(text()));
                }
            }
        } catch (UnreadableSampleException e) {
            throw new ConnectException(Field.FILE, String.valueOf(e.getMessage()));
        }
        return new FileTable(kind, preview, notes, table.sql());
    }

    private static List<String> preview(List<String> lines) {
        return lines.stream()
                .limit(MOST_PREVIEW_LINES)
                .map(line -> line.length() <= MOST_PREVIEW_CHARACTERS
                        ? line
                        : line.substring(0, MOST_PREVIEW_CHARACTERS) + "…")
                .toList();
    }

    private static void jsonLines(TableText table, InferredTable found, List<String> notes) {
        table.json("json", found);
        table.columns(found);
        if (found.unfit() > 0) {
            notes.add(
                    found.unfit() + " of the first " + (found.used() + found.unfit())
                            + " lines are no JSON objects: a query fails at one, unless you add 'json.ignore-parse-errors' = 'true'.");
        }
    }

    private static void csv(TableText table, CsvSamples.Csv csv, List<String> notes, boolean folder) {
        table.csv(csv);
        table.columns(csv.table());
        if (!csv.header()) {
            notes.add("The first line does not name the columns: name them here.");
        } else if (folder) {
            table.option("csv.ignore-parse-errors", "true");
            notes.add(
                    "The first line of a file names the columns, and Flink reads it as values: what fits no type is NULL in it. Leave it out by a WHERE, or have files written without.");
        } else {
            notes.add(
                    "The first line names the columns. It is taken off the file, since Flink would read it as values.");
        }
        if (csv.table().unfit() > 0) {
            notes.add(
                    csv.table().unfit() + " of the first "
                            + (csv.table().used() + csv.table().unfit())
                            + " lines have another number of values: a query fails at one, unless you add 'csv.ignore-parse-errors' = 'true'.");
        }
        notes.add("Empty values are NULL.");
    }
}
