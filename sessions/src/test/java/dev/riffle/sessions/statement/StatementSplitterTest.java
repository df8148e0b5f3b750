package dev.riffle.sessions.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {

    @Test
    void semicolonsInStringsCommentsAndQuotedNamesSplitNothing() {
        assertThat(texts("SELECT 'a;b' -- c;d\n, `e;f` /* g;h */ FROM t; SELECT 2"))
                .containsExactly("SELECT 'a;b' -- c;d\n, `e;f` /* g;h */ FROM t", "SELECT 2");
    }

    @Test
    void anEscapedQuoteEndsNoString() {
        assertThat(texts("SELECT 'it''s; fine'; SELECT 1")).containsExactly("SELECT 'it''s; fine'", "SELECT 1");
    }

    @Test
    void statementSetsAreOnePiece() {
        String set =
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t; INSERT INTO b SELECT 1; END";
        assertThat(texts(set + "; SELECT 1;")).containsExactly(set, "SELECT 1");
        String older = "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END";
        assertThat(texts(older + ";SELECT 2")).containsExactly(older, "SELECT 2");
    }

    @Test
    void partsOfAStatementSetKnowTheirPlaceInTheCell() {
        String cell = "SELECT 0;\n BEGIN STATEMENT SET;\n  INSERT INTO a SELECT 1; END";
        Statement set = StatementSplitter.split(cell).get(1);
        assertThat(StatementSplitter.isStatementSet(set)).isTrue();
        assertThat(StatementSplitter.withinStatementSet(set)).allSatisfy(part -> {
            int start = part.range().start().offset();
            assertThat(cell.substring(start, part.range().end().offset())).isEqualTo(part.text());
            assertThat(part.range())
                    .isEqualTo(new SourceText(cell)
                            .range(start, start + part.text().length()));
        });
        assertThat(StatementSplitter.withinStatementSet(set))
                .extracting(Statement::text)
                .containsExactly("BEGIN STATEMENT SET", "INSERT INTO a SELECT 1", "END");
    }

    @Test
    void emptyStatementsAndCommentsAreNone() {
        assertThat(texts(" ;; -- nothing\n ; /* x */")).isEmpty();
    }

    @Test
    void placesAreThoseInTheCell() {
        Statement second =
                StatementSplitter.split("SELECT 1;\r\n\n\t  SELECT\n 2 ;").get(1);
        assertThat(second.range().start()).isEqualTo(new SourcePosition(15, 3, 4));
        assertThat(second.range().end().line()).isEqualTo(4);
        assertThat(second.text()).isEqualTo("SELECT\n 2");
    }

    @Test
    void kindsSayWhatTheOutcomeLooksLike() {
        assertThat(StatementSplitter.split(
                        "(SELECT 1); WITH a AS (SELECT 1) SELECT * FROM a; INSERT INTO a SELECT 1; CREATE TABLE t AS SELECT 1;"
                                + "CREATE TABLE t (a INT); SHOW TABLES; EXPLAIN SELECT 1; SET 'a'='b'; USE x"))
                .extracting(Statement::kind)
                .containsExactly(
                        StatementKind.QUERY,
                        StatementKind.QUERY,
                        StatementKind.JOB,
                        StatementKind.JOB,
                        StatementKind.COMMAND,
                        StatementKind.TABLE,
                        StatementKind.TABLE,
                        StatementKind.COMMAND,
                        StatementKind.COMMAND);
    }

    @Property
    void neverThrowsAndNeverLosesAStatementsText(@ForAll @StringLength(max = 200) String text) {
        for (Statement statement : StatementSplitter.split(text)) {
            assertThat(text.substring(
                            statement.range().start().offset(),
                            statement.range().end().offset()))
                    .isEqualTo(statement.text());
        }
    }

    @Property
    void piecesOfSqlSplitWhereTheyWereJoined(
            @ForAll List<@net.jqwik.api.constraints.IntRange(max = 4) Integer> choice) {
        List<String> pieces =
                List.of("SELECT 1", "SELECT ';'", "SELECT `a;b` FROM t", "SELECT /* ; */ 2", "SHOW TABLES");
        List<String> chosen = choice.stream().map(pieces::get).toList();
        assertThat(texts(String.join(";\n", chosen))).isEqualTo(chosen);
    }

    private static List<String> texts(String sql) {
        return StatementSplitter.split(sql).stream().map(Statement::text).toList();
    }
}
