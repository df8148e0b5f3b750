package dev.riffle.sessions.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RuntimeMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every format go through a real cluster and come back as they were. */
class FilesTest {

    private static final String TABLE =
            "CREATE TABLE %s (%s) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = '%s');";

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "avro", "parquet", "orc"})
    void rowsThatAreWrittenAreRead(String format, @TempDir Path folder) {
        String columns = "id BIGINT, name STRING, price DECIMAL(10, 2), made TIMESTAMP(3), built DATE, sold BOOLEAN,"
                + " tags ARRAY<STRING>, place ROW<x DOUBLE, y DOUBLE>";
        try (Cells cells = new Cells(RuntimeMode.BATCH)) {
            String options = format.equals("csv") ? "csv', 'csv.null-literal' = 'n/a" : format;
            cells.run(TABLE.formatted("goods", columns, folder.resolve("goods").toUri(), options) + """
                    INSERT INTO goods VALUES
                      (1, 'Käse', 3.25, TIMESTAMP '2026-05-04 10:22:07.412', DATE '2026-05-04', TRUE,
                       ARRAY['a', 'b'], ROW(1.5, -2.5)),
                      (2, CAST(NULL AS STRING), 0.10, TIMESTAMP '1999-12-31 23:59:59', DATE '1969-07-20', FALSE,
                       ARRAY['c'], ROW(0.0, 1.0));
                    """);
            String rows = cells.rows(
                    "SELECT id, COALESCE(name, 'nameless'), price, made, built, sold, tags[1], place.y FROM goods");
            assertThat(rows).isEqualTo("""
                    [[1, Käse, 3.25, 2026-05-04 10:22:07.412, 2026-05-04, true, a, -2.5], \
                    [2, nameless, 0.10, 1999-12-31 23:59:59.000, 1969-07-20, false, c, 1.0]]""");
        }
    }

    @Test
    void csvAndRawFilesOfOthersAreRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "1,\"one, two\"\n2,three\n");
        try (Cells cells = new Cells(RuntimeMode.BATCH)) {
            assertThat(cells.rows(TABLE.formatted("parted", "n INT, s STRING", folder.toUri(), "csv")
                            + "SELECT * FROM parted"))
                    .isEqualTo("[[1, one, two], [2, three]]");
            assertThat(cells.rows(
                            TABLE.formatted("whole", "line STRING", folder.toUri(), "raw") + "SELECT * FROM whole"))
                    .isEqualTo("[[1,\"one, two\"], [2,three]]");
        }
    }

    @Test
    void aFolderIsWatchedAndPartitionsAreCommitted(@TempDir Path folder) throws IOException {
        Path watched = Files.createDirectories(folder.resolve("in"));
        Path written = folder.resolve("out");
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            cells.run("""
                    SET 'execution.checkpointing.interval' = '200 ms';
                    CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json',
                      'source.monitor-interval' = '200 ms');
                    CREATE TABLE parts (n BIGINT, part STRING) PARTITIONED BY (part) WITH ('connector' = 'filesystem',
                      'path' = '%s', 'format' = 'parquet', 'sink.partition-commit.policy.kind' = 'success-file');
                    """.formatted(watched.toUri(), written.toUri()));
            put(watched, "first.json", "{\"n\": 1}\n{\"n\": 2}\n");
            RunId count = cells.start("SELECT COUNT(*) AS c, SUM(n) AS s FROM numbers");
            RunId copy = cells.start("INSERT INTO parts SELECT n, IF(MOD(n, 2) = 0, 'even', 'odd') FROM numbers");
            cells.awaitRows(count, "[[2, 3]]");
            cells.running(copy);
            put(watched, "second.json", "{\"n\": 40}\n");
            cells.awaitRows(count, "[[3, 43]]");
            await().until(() -> Files.exists(written.resolve("part=even/_SUCCESS"))
                    && Files.exists(written.resolve("part=odd/_SUCCESS")));
        }
        try (Cells cells = new Cells(RuntimeMode.BATCH)) {
            assertThat(cells.rows("""
                            CREATE TABLE parts (n BIGINT, part STRING) PARTITIONED BY (part) WITH (
                              'connector' = 'filesystem', 'path' = '%s', 'format' = 'parquet');
                            SELECT n FROM parts WHERE part = 'odd';
                            """.formatted(written.toUri()))).isEqualTo("[[1]]");
        }
    }

    /** Appears whole: the source takes a file once. */
    private static void put(Path folder, String name, String text) throws IOException {
        Path hidden = folder.resolve("." + name);
        Files.writeString(hidden, text);
        Files.move(hidden, folder.resolve(name));
    }
}
