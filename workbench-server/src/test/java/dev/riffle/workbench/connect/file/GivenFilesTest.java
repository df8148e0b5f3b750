package dev.riffle.workbench.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.notebook.NotebookId;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are given to notebooks: what is kept, what is refused, and what the tables are that they suggest. */
class GivenFilesTest {

    private static final NotebookId NOTEBOOK = new NotebookId("n1");

    private Path folder = Path.of("");
    private GivenFiles files;

    @BeforeEach
    void open(@TempDir Path place) throws IOException {
        folder = place;
        files = new GivenFiles(place);
    }

    private FileTable give(String name, byte[] bytes) throws IOException {
        Path upload = files.newUpload(NOTEBOOK, name, bytes.length);
        Files.write(upload, bytes);
        return files.keep(upload, NOTEBOOK, name);
    }

    private FileTable give(String name, String text) throws IOException {
        return give(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String kept(String name) throws IOException {
        return Files.readString(folder.resolve("n1").resolve(name));
    }

    private List<String> names() throws IOException {
        return files.list(NOTEBOOK).stream().map(GivenFile::name).sorted().toList();
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve(".incoming"))) {
            return found.toList();
        }
    }

    @Test
    void theNamesOfColumnsAreTakenOffTheFileAndPutInTheTable() throws IOException {
        FileTable table = give(
                "My orders.csv", "\uFEFFid,città,made\r\n1,Rome,2026-01-31 10:00:00\r\n2,,2026-01-31 10:00:01\r\n");

        assertThat(table.kind()).isEqualTo(FileKind.CSV);
        assertThat(table.sql())
                .contains("CREATE TABLE `my_orders` (\n  `id` BIGINT,\n  `città` STRING,\n  `made` TIMESTAMP(3),\n")
                .contains("WATERMARK FOR `made`")
                .contains("'path' = 'file://" + folder.toAbsolutePath() + "/n1/My orders.csv'");
        assertThat(table.preview()).first().isEqualTo("id,città,made");
        assertThat(kept("My orders.csv")).isEqualTo("1,Rome,2026-01-31 10:00:00\r\n2,,2026-01-31 10:00:01\r\n");
    }

    @Test
    void aTimeThatCsvReadsAsTextIsComputed() throws IOException {
        FileTable table = give("times.csv", "id,made\n1,2026-01-31T10:00:00.5Z\n");

        assertThat(table.sql())
                .contains("`made` STRING")
                .contains("`event_time` AS CAST(REPLACE(REPLACE(`made`, 'T', ' '), 'Z', '') AS TIMESTAMP(3))")
                .contains("WATERMARK FOR `event_time`");
    }

    @Test
    void aFileWithoutNamesStaysAsItIs() throws IOException {
        FileTable table = give("values.tsv", "1\t2.5\n2\t3\n");

        assertThat(table.sql())
                .contains("`column_1` BIGINT,\n  `column_2` DOUBLE")
                .contains("'csv.field-delimiter' = '\\t'");
        assertThat(table.notes()).anyMatch(note -> note.contains("name them here"));
        assertThat(kept("values.tsv")).isEqualTo("1\t2.5\n2\t3\n");
    }

    @Test
    void theSampleOfALargeFileEndsAtAWholeLine() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 1 << 20; i++) {
            text.append("{\"n\": ").append(i).append(", \"t\": \"Москва 東京\"}\n");
        }
        FileTable table = give("many.jsonl", text.toString());

        assertThat(table.kind()).isEqualTo(FileKind.JSON_LINES);
        assertThat(table.notes()).isEmpty();
        assertThat(table.sql()).contains("`n` BIGINT,\n  `t` STRING\n");
    }

    @Test
    void anotherFileOfTheSameNameGetsANumber() throws IOException {
        give("a.csv", "1,2\n");
        give("a.csv", "3,4\n");

        assertThat(names()).containsExactly("a-2.csv", "a.csv");
        assertThat(files.delete(NOTEBOOK, "a.csv")).isTrue();
        assertThat(files.delete(NOTEBOOK, "a.csv")).isFalse();
        assertThat(names()).containsExactly("a-2.csv");
        files.forget(NOTEBOOK);
        assertThat(names()).isEmpty();
    }

    static Stream<Arguments> unfit() {
        byte[] latin = "città;1\n".getBytes(Charset.forName("ISO-8859-1"));
        return Stream.of(
                Arguments.of("empty.csv", new byte[0], "is empty"),
                Arguments.of("a.json", bytes("[{\"a\": 1}]"), "one JSON array"),
                Arguments.of("a.json", bytes("{\n  \"a\": 1\n}"), "no whole JSON object"),
                Arguments.of("a.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0}, "unpack it first"),
                Arguments.of("a.xlsx", bytes("PK\u0003\u0004..."), "a spreadsheet as CSV"),
                Arguments.of("a.orc", bytes("ORC..."), "'format' = 'orc'"),
                Arguments.of("a.parquet", bytes("PAR1 and no more"), "no Parquet file, or not all of one"),
                Arguments.of("a.avro", bytes("Obj\u0001 and no more"), "can't be read as Avro"),
                Arguments.of("latin.csv", latin, "UTF-8"),
                Arguments.of("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1}, "UTF-8"),
                Arguments.of("words.txt", bytes("just words\nand more words\n"), "none of CSV"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatNoTableCanBeMadeOfIsRefusedAndNotKept(String name, byte[] bytes, String reason) throws IOException {
        assertThatThrownBy(() -> give(name, bytes))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(reason);
        assertThat(names()).isEmpty();
        assertThat(incoming()).isEmpty();
    }

    @Test
    void namesThatFlinkPassesOverOrThatLeaveTheFolderAreRefused() {
        for (String name :
                List.of(".hidden.csv", "_a.csv", "../a.csv", "a/b.csv", "a\\b.csv", "a\u0000.csv", "x".repeat(201))) {
            assertThatThrownBy(() -> files.newUpload(NOTEBOOK, name, 1))
                    .describedAs(name)
                    .isInstanceOf(ConnectException.class);
        }
        assertThatThrownBy(() -> files.newUpload(NOTEBOOK, "a.csv", GivenFiles.MOST_BYTES + 1))
                .hasMessageContaining("at most 1 GB");
    }

    @Test
    void whatAnEarlierServerDidNotGetWholeIsGone() throws IOException {
        Files.writeString(files.newUpload(NOTEBOOK, "a.csv", 5), "1,");
        assertThat(incoming()).hasSize(1);

        new GivenFiles(folder);

        assertThat(incoming()).isEmpty();
    }
}
