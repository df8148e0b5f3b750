package dev.riffle.sessions.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class InputReferencesTest {

    /** Wherever a literal may stand, also with nothing between it and what stands beside it. */
    private static final List<String> STATEMENTS = List.of(
            "SELECT ${v}",
            "SELECT a FROM t WHERE a = ${v} AND b <> 'it''s'",
            "SELECT a FROM t WHERE a IN (${v}, ${v}) OR a BETWEEN ${v} AND ${v}",
            "SELECT a FROM t WHERE a LIKE ${v} ESCAPE '!' ORDER BY a",
            "SELECT f(${v},${v})||${v}",
            "SELECT 1-${v}-2, 1 -${v}, 2*${v}, a=${v}",
            "SELECT CASE WHEN a >${v} THEN ${v} ELSE ${v} END AS x, ROW(${v}, ARRAY[${v}]) FROM t",
            "SELECT a -- ${v}\n, /* ${v} */ b FROM t WHERE c = ${v}",
            "SELECT '${v}', `${v}` FROM t WHERE c = ${v}",
            "WITH x AS (SELECT ${v} AS y) SELECT * FROM x WHERE y = ${v}",
            "INSERT INTO s SELECT a, ${v} FROM t",
            "INSERT INTO s VALUES (1, ${v}), (${v}, 2)",
            "CREATE VIEW v AS SELECT a FROM t WHERE a = ${v}",
            "CREATE TABLE t (a INT) WITH ('connector' = ${v}, 'b' = 'c')",
            "SELECT a FROM t /*+ OPTIONS('b' = ${v}) */ WHERE a = ${v}",
            "SET 'a.b' = ${v}",
            "EXPLAIN SELECT ${v}");

    private static final Map<InputType, String> HARMLESS = Map.of(
            InputType.TEXT, "harmless",
            InputType.NUMBER, "42",
            InputType.DATE, "2026-05-04",
            InputType.TIMESTAMP, "2026-05-04 10:22:07");

    @Test
    void noAttemptChangesTheShapeOfAStatement() {
        assertThat(InjectionAttempts.ALL).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        List<String> taken = new ArrayList<>();
        for (InputType type : InputType.values()) {
            for (String attempt : InjectionAttempts.ALL) {
                type.canonical(attempt).ifPresent(value -> {
                    keepsTheShape(type, List.of(value));
                    if (type != InputType.TEXT) {
                        taken.add(value);
                    }
                });
            }
        }
        assertThat(taken)
                .as("what is a number or a date, in its one form")
                .containsExactlyInAnyOrder(
                        "5",
                        "0",
                        "7",
                        "-9223372036854775808",
                        "99999999999999999999999999999999999999",
                        "-0.00000000000000000000000000000000000001",
                        "9999-12-31",
                        "2026-05-04 10:22:07.123456789");
    }

    @Test
    void severalValuesAndNoneKeepTheShapeToo() {
        Statement statement = only("SELECT a FROM t WHERE a IN (${v}) AND b = 1");
        List<String> attempts = InjectionAttempts.ALL.stream()
                .filter(value -> InputType.TEXT.canonical(value).isPresent())
                .limit(InputValue.MOST_VALUES)
                .toList();
        List<String> harmless =
                attempts.stream().map(value -> "v" + attempts.indexOf(value)).toList();
        assertThat(FlinkShape.tree(bound(statement, new InputValue(InputType.TEXT, attempts))))
                .isEqualTo(FlinkShape.tree(bound(statement, new InputValue(InputType.TEXT, harmless))));
        for (InputType type : InputType.values()) {
            String one = FlinkShape.tree(
                    bound(statement, new InputValue(type, List.of(Objects.requireNonNull(HARMLESS.get(type))))));
            String none = FlinkShape.tree(bound(statement, new InputValue(type, List.of())));
            assertThat(none.replace("literal NULL", "?")).isEqualTo(one.replaceFirst("literal \\w+", "?"));
        }
    }

    @Property(tries = 300)
    void noTextChangesTheShape(@ForAll @StringLength(max = 80) String value) {
        InputType.TEXT.canonical(value).ifPresent(text -> keepsTheShape(InputType.TEXT, List.of(text)));
    }

    @Property(tries = 300)
    void noTextMadeOfWhatMeansSomethingInSqlDoesEither(@ForAll List<@IntRange(max = 17) Integer> choice) {
        List<String> pieces = List.of(
                "'", "''", "\\", "--", "/*", "*/", "/*+", ";", "\n", "`", "\"", "${v}", "\r", "U&", ")", "(", " OR ",
                "1");
        String value = String.join("", choice.stream().map(pieces::get).toList());
        InputType.TEXT.canonical(value).ifPresent(text -> keepsTheShape(InputType.TEXT, List.of(text)));
    }

    @Test
    void onlyCanonicalValuesAreBound() {
        assertThatThrownBy(() -> new InputValue(InputType.NUMBER, List.of("1e5")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InputValue(InputType.NUMBER, List.of("007")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InputValue(InputType.TEXT, List.of("\uD83D")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(InputType.NUMBER.canonical("-007.50")).contains("-7.5");
        assertThat(InputType.NUMBER.canonical("100")).contains("100");
        assertThat(InputType.TIMESTAMP.canonical("2026-05-04T10:22")).contains("2026-05-04 10:22:00");
        assertThat(InputType.TIMESTAMP.canonical("2026-05-04 10:22:07.500")).contains("2026-05-04 10:22:07.5");
        assertThat(InputType.TIMESTAMP.canonical("2026-05-04 10:22:07.000")).contains("2026-05-04 10:22:07");
    }

    @Test
    void whatRunsIntoItsNeighboursOrIsNoNameIsAProblemWithItsPlace() {
        for (String wrong : List.of("a${v}", "${v}a", "1${v}", "${v}1", "${v}'x'", "'x'${v}")) {
            Statement second =
                    StatementSplitter.split("SELECT 1;\nSELECT '',\n  " + wrong).get(1);
            assertThat(InputReferences.of(second).references()).as(wrong).isEmpty();
            assertThat(InputReferences.of(second).problems())
                    .as(wrong)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("INPUT_MISPLACED");
                        assertThat(Objects.requireNonNull(problem.range())
                                        .start()
                                        .line())
                                .isEqualTo(3);
                        assertThat(problem.range().start().column()).isEqualTo(3 + wrong.indexOf('$'));
                    });
        }
        for (String wrong : List.of("${}", "${V}", "${1st}", "${my value}", "${a.b}", "${" + "a".repeat(65) + "}")) {
            assertThat(InputReferences.of(only("SELECT " + wrong)).problems())
                    .as(wrong)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("UNKNOWN_INPUT"));
        }
        assertThat(InputReferences.of(only("SELECT '${secret.v}', U&'${v}', `${v}` -- ${v}")))
                .isEqualTo(new InputReferences(List.of(), List.of()));
        assertThat(InputReferences.namesIn("SELECT ${a}; SELECT '${b}', ${date}, ${t}, ${ts}, ${fn}"))
                .containsExactlyInAnyOrder("a", "date", "t", "ts", "fn");
    }

    @Test
    void placesBehindAValueLeadBackToTheCell() {
        Statement statement = StatementSplitter.split("SELECT 1;\n  SELECT ${v}, x,\n '${secret.a}' , ${v}, y")
                .get(1);
        FilledStatement filled = FilledStatement.of(
                statement,
                InputReferences.of(statement).references(),
                Map.of("v", new InputValue(InputType.TEXT, List.of("line 1\nline ${secret.a}"))),
                SecretReferences.of(statement).references(),
                Map.of("a", "it's"));
        assertThat(filled.text())
                .isEqualTo("SELECT  'line 1\nline ${secret.a}' , x,\n 'it''s' ,  'line 1\nline ${secret.a}' , y");
        int x = filled.text().indexOf("x,");
        assertThat(filled.inCell(x, x + 1).start()).isEqualTo(new SourcePosition(25, 2, 16));
        int y = filled.text().indexOf("y");
        assertThat(filled.inCell(y, y + 1).start().line()).isEqualTo(3);
        assertThat(filled.inCell(y, y + 1).start().column()).isEqualTo(24);
        SourceRange value = filled.inCell(x - 8, x - 6);
        assertThat(value.start().column()).isEqualTo(10);
        assertThat(value.end().column()).isEqualTo(14);
    }

    private static void keepsTheShape(InputType type, List<String> values) {
        InputValue harmless = new InputValue(type, List.of(Objects.requireNonNull(HARMLESS.get(type))));
        for (String sql : STATEMENTS) {
            Statement statement = only(sql);
            String bound = bound(statement, new InputValue(type, values));
            String expected = SHAPES.computeIfAbsent(type + sql, unused -> FlinkShape.tree(bound(statement, harmless)));
            assertThat(FlinkShape.tree(bound)).as("%s: %s", values, bound).isEqualTo(expected);
            assertThat(StatementSplitter.split(bound)).as(bound).hasSize(1);
        }
    }

    private static final Map<String, String> SHAPES = new HashMap<>();

    private static String bound(Statement statement, InputValue value) {
        InputReferences found = InputReferences.of(statement);
        assertThat(found.problems()).as(statement.text()).isEmpty();
        assertThat(found.references()).as(statement.text()).isNotEmpty();
        return FilledStatement.of(statement, found.references(), Map.of("v", value), List.of(), Map.of())
                .text();
    }

    private static Statement only(String sql) {
        List<Statement> statements = StatementSplitter.split(sql);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }
}
