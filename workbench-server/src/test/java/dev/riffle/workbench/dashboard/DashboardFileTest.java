package dev.riffle.workbench.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.MarkdownFormat;
import dev.riffle.workbench.notebook.MarkdownNotebook;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DashboardFileTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final NotebookId HERE = new NotebookId("here");

    @Property(tries = 300)
    void whatWasWrittenReadsBackTheSame(@ForAll("dashboards") Dashboard dashboard) {
        DashboardFile version = DashboardFile.ofVersion(dashboard);
        DashboardFile read = DashboardFile.read(version.write(), 1);
        assertThat(read).isEqualTo(version);
        assertThat(dashboard.withContent(read)).isEqualTo(dashboard);
    }

    @Property(tries = 200)
    void aNotebookTravelsWithItsDashboardsInOneFile(
            @ForAll("dashboards") Dashboard first, @ForAll("dashboards") Dashboard second) {
        List<DashboardFile> files = List.of(inFile(first), inFile(second));
        List<Cell> cells = List.of(
                new Cell.Sql(new CellId("a"), false, "SELECT 1", 0),
                new Cell.Markdown(new CellId("b"), false, "# Prose\n\n```dashboard\ntiles: []\n```", 0),
                new Cell.Markdown(new CellId("c"), false, "plain", 0));
        Notebook notebook = new Notebook(HERE, "T", RuntimeMode.STREAMING, Delivery.LIVE, 1, NOW, NOW, null, cells);
        String text = MarkdownFormat.write(
                notebook,
                Set.of(new CellId("a")),
                files.stream().map(DashboardFile::write).toList());
        DashboardBlocks blocks = new DashboardBlocks();
        MarkdownNotebook read = MarkdownFormat.read(text, blocks);
        assertThat(read.warnings()).isEmpty();
        assertThat(blocks.found()).isEqualTo(files);
        assertThat(read.cells().get(0)).isEqualTo(cells.get(0));
        assertThat(read.cells().stream().map(cell -> ((Cell.Text) cell).text()))
                .containsExactly("SELECT 1", "# Prose\n\n```dashboard\ntiles: []\n```", "plain");
    }

    private static DashboardFile inFile(Dashboard dashboard) {
        return DashboardFile.of(
                dashboard,
                cell -> cell.notebook().equals(HERE)
                        ? new FileCell(null, "", cell.cell())
                        : new FileCell(cell.notebook(), "Another: \"one\"", cell.cell()));
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        assertProblem("tiles:\n- cell: a\n  x: 0\n  y: 0\n  width: 13\n  height: 2", "line 12: a tile lies on a grid");
        assertProblem(
                "tiles:\n- x: 0\n  y: 0\n  width: 1\n  height: 2", "line 11: a tile has a \"cell\" or a \"text\"");
        assertProblem("title: a\ncolour: red", "line 11: \"colour\" is nothing that a dashboard has");
        assertProblem("title: a\ntiles:\n  - x: one\n    text: b", "line 12: \"x\" is a whole number");
        assertProblem("title: a\ntitle: b", "line 11: \"title\" is there twice");
        assertProblem("title: [a", "line 10: this is no YAML");
        assertProblem("tiles:\n- cell: not an id\n  x: 0", "line 11: \"cell\" is 1 to 64");
        assertProblem("- a", "line 10: a dashboard is a list of");
        assertProblem("", "line 10: a dashboard is a list of");
    }

    private static void assertProblem(String yaml, String message) {
        assertThatThrownBy(() -> DashboardFile.read(yaml, 10))
                .isInstanceOf(FileProblem.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aBlockThatIsNotUnderstoodStaysAsText() {
        DashboardBlocks blocks = new DashboardBlocks();
        MarkdownNotebook read =
                MarkdownFormat.read("---\ntitle: T\n---\n\nprose\n\n```dashboard\ntiles: 3\n```\n", blocks);
        assertThat(blocks.found()).isEmpty();
        assertThat(read.warnings())
                .containsExactly("A dashboard is not understood and stays as text: line 8: \"tiles\" is a list.");
        assertThat(((Cell.Markdown) read.cells().get(0)).text()).contains("```dashboard\ntiles: 3\n```");
    }

    @Test
    void aTileWhoseCellIsNotHereSaysSoAndKeepsItsPlace() {
        TilePlace place = new TilePlace(0, 0, 6, 4);
        FileCell away = new FileCell(new NotebookId("far"), "Orders", new CellId("a"));
        DashboardFile file = new DashboardFile(
                "D",
                "",
                List.of(
                        new FileTile(null, place, "Sum", "", null, away),
                        new FileTile(null, place, null, "", "hi", away)));
        List<String> warnings = new ArrayList<>();
        List<Tile> tiles = file.newTiles(cell -> null, () -> new TileId("t" + warnings.size()), warnings);
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0))
                .startsWith("The tile \"Sum\" of the dashboard \"D\" has no cell: \"a\" of the notebook \"Orders\"");
        assertThat(warnings.get(1)).startsWith("The tile at column 0, row 0 of");
        assertThat(tiles.get(0).place()).isEqualTo(place);
        assertThat(((TileContent.Text) tiles.get(0).content()).text()).contains("Orders");
        assertThat(tiles.get(1).content()).isEqualTo(new TileContent.Text("hi", null));
    }

    @Provide
    Arbitrary<Dashboard> dashboards() {
        Arbitrary<String> words = Arbitraries.of(
                "",
                "T",
                "it's: \"x\"",
                "# no",
                "- a",
                "null",
                "12",
                "true",
                "ä\nü",
                "  led",
                "a\n\n```sql\nb\n```\n",
                "{{n}} \t",
                "\u0000\u0008\u001B\u007F\u0085",
                "~");
        Arbitrary<TilePlace> places = Arbitraries.integers().between(0, 11).flatMap(x -> Arbitraries.integers()
                .between(1, 12 - x)
                .flatMap(width ->
                        Arbitraries.integers().between(0, 40).map(y -> new TilePlace(x, y, width, 1 + y % 40))));
        Arbitrary<CellReference> cells = Arbitraries.of(HERE, new NotebookId("123"))
                .flatMap(notebook ->
                        Arbitraries.of("a", "null", "7").map(cell -> new CellReference(notebook, new CellId(cell))));
        Arbitrary<TileContent> contents = Arbitraries.oneOf(
                cells.map(TileContent.OfCell::new),
                Combinators.combine(words, cells.injectNull(0.5)).as(TileContent.Text::new));
        Arbitrary<Tile> tiles = Combinators.combine(places, words.injectNull(0.3), words, contents)
                .as((place, title, description, content) ->
                        new Tile(new TileId("t"), place, title, description, content));
        return Combinators.combine(words, words, tiles.list().ofMaxSize(6)).as((title, description, list) -> {
            List<Tile> numbered = new ArrayList<>();
            for (Tile tile : list) {
                numbered.add(new Tile(
                        new TileId("t" + numbered.size()),
                        tile.place(),
                        tile.title(),
                        tile.description(),
                        tile.content()));
            }
            return new Dashboard(new DashboardId("d"), title, description, false, 1, NOW, NOW, null, numbered);
        });
    }
}
