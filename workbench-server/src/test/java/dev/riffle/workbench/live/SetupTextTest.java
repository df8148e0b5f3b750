package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetupTextTest {

    @Test
    void whatChangesTheSessionStaysWhereItStood() {
        String text = """
                CREATE TABLE t (n INT) WITH ('connector' = 'blackhole');
                SELECT ';' FROM t; -- words
                SET 'a' = 'b';
                INSERT INTO t VALUES (1)""";
        String setup = SetupText.of(text);
        assertThat(setup).hasSameSizeAs(text);
        assertThat(setup.lines().map(String::stripTrailing))
                .containsExactly("CREATE TABLE t (n INT) WITH ('connector' = 'blackhole');", "", "SET 'a' = 'b';", "");
    }

    @Test
    void aTextThatShowsOrWritesOnlyHasNone() {
        assertThat(SetupText.isIn("SELECT 1; INSERT INTO t VALUES (1); SHOW TABLES"))
                .isFalse();
        assertThat(SetupText.of("SELECT 1")).isBlank();
        assertThat(SetupText.isIn("SELECT 1; CREATE VIEW v AS SELECT 1")).isTrue();
        assertThat(SetupText.of("SELECT 1; CREATE VIEW v AS SELECT 1").strip()).isEqualTo("CREATE VIEW v AS SELECT 1");
    }

    @Test
    void whatTakesAwayOrIsNotUnderstoodIsNeverRunByItself() {
        for (String text : List.of(
                "DROP TABLE orders",
                "ALTER TABLE orders ADD amount INT",
                "STOP JOB 'a'",
                "CREATE TABLE t AS SELECT 1",
                "half a stat",
                "ANALYZE TABLE t COMPUTE STATISTICS")) {
            assertThat(SetupText.isIn(text)).as(text).isFalse();
            assertThat(SetupText.of(text)).as(text).isBlank();
        }
        assertThat(SetupText.isAll("SET 'a' = 'b'; USE c")).isTrue();
        assertThat(SetupText.isAll("SET 'a' = 'b'; DROP TABLE t")).isFalse();
    }
}
