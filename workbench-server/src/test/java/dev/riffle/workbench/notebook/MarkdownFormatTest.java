package dev.riffle.workbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.samples.Sample;
import dev.riffle.samples.Samples;
import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
    void samplesReadWithoutAWarning() {
        for (Sample sample : Samples.all()) {
            MarkdownNotebook read = MarkdownFormat.read(sample.markdown());
            assertThat(read.warnings()).isEmpty();
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
            } else if (cell instanceof Cell.ChartCell chart) {
                int source = -1;
                for (int i = 0; i < cells.size(); i++) {
                    if (cells.get(i).id().equals(chart.chart().source())) {
                        source = i;
                    }
                }
                Chart c = chart.chart();
                contents.add("chart " + chart.collapsed() + " " + source + c.statement() + c.type() + c.x() + c.y()
                        + c.series() + c.title() + c.stacked() + c.horizontal());
            }
        }
        return contents;
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
        Arbitrary<String> title = Arbitraries.of("T", "it's: \"x\"", "# no", "- a", "null", "12", "ä ü", "true");
        return Arbitraries.integers().between(0, 2).list().ofMaxSize(8).flatMap(kinds -> text.list()
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
