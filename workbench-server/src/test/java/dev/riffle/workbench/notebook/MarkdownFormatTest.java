package dev.riffle.workbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.samples.Sample;
import dev.riffle.samples.Samples;
import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.statement.InputType;
import dev.riffle.workbench.dashboard.DashboardBlocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarkdownFormatTest {

    @Property(tries = 300)
    void whatWasWrittenReadsBackTheSame(@ForAll("notebooks") Notebook notebook) {
        MarkdownNotebook read = MarkdownFormat.read(MarkdownFormat.write(notebook));
        assertThat(read.warnings()).isEmpty();
        assertThat(read.title()).isEqualTo(notebook.title());
        assertThat(read.runtimeMode()).isEqualTo(notebook.runtimeMode());
        assertThat(read.delivery()).isEqualTo(notebook.delivery());
        assertThat(contents(read.cells())).isEqualTo(contents(notebook.cells()));
    }

    @Property(tries = 300)
    void withIdsItReadsBackTheVerySame(@ForAll("notebooks") Notebook notebook) {
        MarkdownNotebook read = MarkdownFormat.read(MarkdownFormat.writeWithIds(notebook));
        assertThat(read.warnings()).isEmpty();
        assertThat(read.cells()).isEqualTo(notebook.cells());
    }

    @Test
    void aTitleThatIsEmptyStaysSo() {
        Notebook untitled = notebook(List.of(1), List.of("# Heading"), "", Delivery.LIVE);
        assertThat(MarkdownFormat.read(MarkdownFormat.write(untitled)).title()).isEmpty();
        assertThat(MarkdownFormat.read("---\nmode: batch\n---\n\n# Heading\n").title())
                .isEqualTo("Heading");
    }

    @Test
    void aForeignFileOpensWithItsProse() {
        MarkdownNotebook read = MarkdownFormat.read(
                "# Orders\r\n\r\nSome prose.\r\n\r\n```sql\r\nSELECT 1;\r\n```\r\n\r\n```java\r\nint x;\r\n```\r\n");
        assertThat(read.title()).isEqualTo("Orders");
        assertThat(contents(read.cells()))
                .containsExactly(
                        "md false # Orders\n\nSome prose.", "sql false SELECT 1;", "md false ```java\nint x;\n```");
    }

    @Test
    void theDeliveryIsWrittenOnlyWhereItIsNotTheUsualOne() {
        String live = MarkdownFormat.write(notebook(List.of(), List.of(), "T", Delivery.LIVE));
        String committed = MarkdownFormat.write(notebook(List.of(), List.of(), "T", Delivery.COMMITTED));
        assertThat(live).doesNotContain("delivery");
        assertThat(committed).isEqualTo("---\ntitle: T\nmode: batch\ndelivery: committed\n---\n");
        assertThat(MarkdownFormat.read("---\ndelivery: never\n---\n").delivery())
                .isEqualTo(Delivery.LIVE);
    }

    @Test
    void aBrokenChartStaysAsTextAndIsSaid() {
        MarkdownNotebook read = MarkdownFormat.read("```chart\ntype: cake\n```\n");
        assertThat(read.warnings()).hasSize(1);
        assertThat(contents(read.cells())).containsExactly("md false ```chart\ntype: cake\n```");
    }

    @Test
    void aBrokenInputOrOneWithANameThatIsTakenStaysAsTextAndIsSaid() {
        MarkdownNotebook read = MarkdownFormat.read(
                "```input\nname: a\ndefault: 12\n```\n\n```input\nname: a\n```\n\n```input\nname: b\ntype: number\ndefault: x\n```\n");
        assertThat(read.cells()).hasSize(2);
        assertThat(((Cell.InputCell) read.cells().get(0)).values()).containsExactly("12");
        assertThat(read.cells().get(1)).isInstanceOf(Cell.Markdown.class);
        assertThat(read.warnings())
                .containsExactly(
                        "The input in line 6 is not understood and stays as text: another input has the name a",
                        "The input in line 10 is not understood and stays as text: The default: \"x\" is not a number as 12 or -0.5, of at most 38 digits.");
    }

    @Test
    void whatMayBeLeftOutOfAnInputIsWhatIsMeantMostly() {
        MarkdownNotebook read =
                MarkdownFormat.read("```input\nname: a\noptions: [1.5, 2]\ntype: number\ndefault: 1.50\n```\n");
        assertThat(((Cell.InputCell) read.cells().get(0)).input())
                .isEqualTo(new Input(
                        "a",
                        "",
                        InputType.NUMBER,
                        InputChoice.ONE,
                        new InputOptions.Listed(List.of("1.5", "2")),
                        List.of("1.5"),
                        InputWidget.SELECT,
                        null,
                        null,
                        null,
                        false));
    }

    @Test
    void samplesReadWithoutAWarning() {
        for (Sample sample : Samples.all()) {
            DashboardBlocks dashboards = new DashboardBlocks();
            MarkdownNotebook read =
                    MarkdownFormat.read(sample.copyFor("copy", "localhost:9092", "/folder"), dashboards);
            assertThat(read.warnings()).isEmpty();
            assertThat(dashboards.found().stream()
                            .flatMap(dashboard -> dashboard.tiles().stream())
                            .map(tile -> Objects.requireNonNull(tile.cell()).cell()))
                    .isSubsetOf(read.cells().stream().map(Cell::id).toList());
            assertThat(read.title()).isEqualTo(sample.title());
            for (Cell cell : read.cells()) {
                if (cell instanceof Cell.ChartCell chart) {
                    assertThat(read.cells())
                            .anyMatch(other -> other.id().equals(chart.chart().source()));
                }
                if (cell instanceof Cell.Markdown markdown) {
                    assertThat(markdown.text()).doesNotContain("```");
                }
            }
        }
    }

    private static List<String> contents(List<Cell> cells) {
        List<String> contents = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell instanceof Cell.Sql sql) {
                contents.add("sql " + sql.collapsed() + " " + sql.text());
            } else if (cell instanceof Cell.Markdown markdown) {
                contents.add("md " + markdown.collapsed() + " " + markdown.text());
            } else if (cell instanceof Cell.InputCell input) {
                CellId queried = input.input().options() instanceof InputOptions.OfQuery query ? query.cell() : null;
                int source = place(queried, cells);
                Input without =
                        queried == null ? input.input() : input.input().withOptions(new InputOptions.OfQuery(null, ""));
                contents.add("input " + input.collapsed() + " " + source + without);
                assertThat(input.values()).isEqualTo(input.input().initial());
            } else if (cell instanceof Cell.ChartCell chart) {
                int source = place(chart.chart().source(), cells);
                Chart c = chart.chart();
                contents.add("chart " + chart.collapsed() + " " + source + c.statement() + c.type() + c.x() + c.y()
                        + c.series() + c.title() + c.stacked() + c.horizontal());
            }
        }
        return contents;
    }

    private static int place(@Nullable CellId wanted, List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).id().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    @Provide
    Arbitrary<Notebook> notebooks() {
        Arbitrary<String> text = Arbitraries.of(
                        "SELECT 1",
                        "",
                        "\n",
                        " leading",
                        "trailing \n",
                        "a\n\n\nb",
                        "# Heading\n\ntext",
                        "```sql\nSELECT 2\n```",
                        "````\nx\n````",
                        "<!-- cell -->",
                        "---\ntitle: x\n---",
                        "- a\n  - b\n\n      code",
                        "> quote",
                        "a\tb \\ ` '")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("\n", parts));
        Arbitrary<String> title = Arbitraries.of(
                "T", "it's: \"x\"", "# no", "- a", "null", "12", "ä ü", "true", "\u0000\u0008\u001B\u007F\u0085");
        return Arbitraries.integers().between(0, 3).list().ofMaxSize(8).flatMap(kinds -> text.list()
                .ofSize(kinds.size())
                .flatMap(texts -> title.flatMap(name ->
                        Arbitraries.of(Delivery.class).map(delivery -> notebook(kinds, texts, name, delivery)))));
    }

    private static Notebook notebook(List<Integer> kinds, List<String> texts, String title, Delivery delivery) {
        List<Cell> cells = new ArrayList<>();
        CellId lastSql = null;
        for (int i = 0; i < kinds.size(); i++) {
            CellId id = new CellId("c" + i);
            boolean collapsed = texts.get(i).length() % 3 == 0;
            switch (kinds.get(i)) {
                case 0 -> {
                    cells.add(new Cell.Sql(id, collapsed, texts.get(i), 0));
                    lastSql = id;
                }
                case 2 ->
                    cells.add(Cell.InputCell.of(
                            id,
                            collapsed,
                            RandomInputs.next(new Random(texts.hashCode() * 31L + i), "input_" + i, lastSql)));
                case 1 -> cells.add(new Cell.Markdown(id, collapsed, texts.get(i), 0));
                default ->
                    cells.add(new Cell.ChartCell(
                            id,
                            collapsed,
                            new Chart(
                                    lastSql,
                                    i % 2 == 0 ? null : i,
                                    List.of(ChartType.values()).get(i % 6),
                                    title,
                                    List.of("a b", title),
                                    null,
                                    title,
                                    collapsed,
                                    !collapsed)));
            }
        }
        Instant now = Instant.EPOCH;
        return new Notebook(new NotebookId("n"), title, RuntimeMode.BATCH, delivery, 1, now, now, null, cells);
    }
}
