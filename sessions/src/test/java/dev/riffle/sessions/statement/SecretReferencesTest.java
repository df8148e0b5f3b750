package dev.riffle.sessions.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {

    private static final String TABLE = """
            CREATE TABLE t (a INT) -- not '${secret.old}'
            WITH ('connector' = 'x', 'url' = 'h://${secret.user}:${secret.pass.word-1}@h', 'it' = 'it''s ${secret.user}')
            """;

    @Test
    void referencesAreFoundWithinStringsAndInNoComment() {
        SecretReferences found = SecretReferences.of(only(TABLE));
        assertThat(found.problems()).isEmpty();
        assertThat(found.references()).extracting(SecretReference::name).containsExactly("user", "pass.word-1", "user");
        assertThat(found.references())
                .allSatisfy(reference -> assertThat(TABLE.substring(reference.start(), reference.end()))
                        .isEqualTo("${secret." + reference.name() + "}"));
    }

    @Test
    void elsewhereTheyAreProblemsWithTheirPlaceInTheCell() {
        for (String other : List.of(
                "${secret.x}",
                "`${secret.x}`",
                "U&'${secret.x}'",
                "E'${secret.x}'",
                "x'${secret.x}'",
                "a${secret.x}")) {
            Statement second =
                    StatementSplitter.split("SELECT 1;\nSELECT '',\n  " + other).get(1);
            SecretReferences found = SecretReferences.of(second);
            assertThat(found.references()).as(other).isEmpty();
            assertThat(found.problems()).as(other).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("SECRET_MISPLACED");
                assertThat(problem.hint()).isEqualTo("Write '${secret.x}'.");
                assertThat(Objects.requireNonNull(problem.range()).start().line())
                        .isEqualTo(3);
                assertThat(problem.range().start().column()).isEqualTo(3 + other.indexOf('$'));
            });
        }
    }

    @Test
    void whatIsNoNameIsAProblem() {
        for (String name : List.of("", "1st", "my pass", "a".repeat(65), "ü")) {
            SecretReferences found = SecretReferences.of(only("SELECT '${secret." + name + "}'"));
            assertThat(found.references()).as(name).isEmpty();
            assertThat(found.problems()).as(name).singleElement().satisfies(problem -> assertThat(problem.code())
                    .isEqualTo("UNKNOWN_SECRET"));
        }
    }

    @Test
    void aStringThatNeverEndsIsNoPlaceForASecret() {
        SecretReferences found = SecretReferences.of(only("SELECT 'a ${secret.x}"));
        assertThat(found.references()).isEmpty();
        assertThat(found.problems()).hasSize(1);
    }

    @Test
    void placesInTheFilledTextLeadBackToTheCell() {
        Statement statement = StatementSplitter.split("SELECT 1;\n  SELECT '${secret.a}', x,\n '-${secret.a}-', y")
                .get(1);
        FilledStatement filled = filled(statement, "line 1\nline 2's\n");
        assertThat(filled.text()).isEqualTo("SELECT 'line 1\nline 2''s\n', x,\n '-line 1\nline 2''s\n-', y");
        // x, behind a value of three lines
        int x = filled.offset(3, 4);
        assertThat(filled.text().charAt(x)).isEqualTo('x');
        assertThat(filled.inCell(x, x + 1).start()).isEqualTo(new SourcePosition(34, 2, 25));
        int y = filled.offset(6, 5);
        assertThat(filled.text().charAt(y)).isEqualTo('y');
        assertThat(filled.inCell(y, y + 1).start().line()).isEqualTo(3);
        assertThat(filled.inCell(y, y + 1).start().column()).isEqualTo(19);
        // the middle of a value
        SourceRange reference = filled.inCell(filled.offset(2, 3), filled.offset(2, 5));
        assertThat(reference.start().column()).isEqualTo(11);
        assertThat(reference.end().column()).isEqualTo(11 + "${secret.a}".length());
    }

    @Property
    void noValueChangesTheTokensAndTheTreeThatFlinkSees(@ForAll @StringLength(min = 4, max = 60) String value) {
        keepsTheTokens(value);
    }

    @Property
    void noValueMadeOfWhatMeansSomethingInSqlDoesEither(@ForAll List<@IntRange(max = 13) Integer> choice) {
        List<String> pieces = List.of(
                "'", "''", "\\", "\\'", "--", "/*", "*/", ";", "\n", "`", "\"", "${secret.a}", "\r", "); DROP TABLE t");
        keepsTheTokens("a" + String.join("", choice.stream().map(pieces::get).toList()) + "bcd");
    }

    private static void keepsTheTokens(String value) {
        Statement written = only(TABLE);
        String filled = filled(written, value).text();
        assertThat(FlinkShape.tokens(filled)).hasSizeGreaterThan(20).isEqualTo(FlinkShape.tokens(written.text()));
        assertThat(FlinkShape.options(filled))
                .isEqualTo(Map.of(
                        "connector", "x",
                        "url", "h://" + value + ":" + value + "@h",
                        "it", "it's " + value));
        assertThat(StatementSplitter.split(filled)).hasSize(1).allSatisfy(one -> assertThat(one.text())
                .isEqualTo(filled));
    }

    private static FilledStatement filled(Statement statement, String value) {
        SecretReferences found = SecretReferences.of(statement);
        Map<String, String> values = new HashMap<>();
        found.references().forEach(reference -> values.put(reference.name(), value));
        return FilledStatement.of(statement, found.references(), values);
    }

    private static Statement only(String sql) {
        List<Statement> statements = StatementSplitter.split(sql);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }
}
