package dev.riffle.workbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final String LATER = """
            INSERT INTO "flyway_schema_history" SELECT "installed_rank" + 1000, '1000', 'later', "type", 'V1000__later.sql',
              "checksum", "installed_by", "installed_on", "execution_time", "success"
            FROM "flyway_schema_history" WHERE "version" = '1'
            """;

    @Test
    void whatALaterVersionHasChangedIsRefusedAndLeftAsItIs(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            int added = database.jdbi().withHandle(handle -> handle.execute(LATER));
            assertThat(added).isEqualTo(1);
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> new Database(folder))
                    .isInstanceOf(UncheckedIOException.class)
                    .cause()
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("a later one has changed it");
        }
    }
}
