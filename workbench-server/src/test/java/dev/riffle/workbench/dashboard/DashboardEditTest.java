package dev.riffle.workbench.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardEditTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:22:07Z");
    private static final TilePlace PLACE = new TilePlace(0, 0, 6, 8);
    private static final CellReference CELL = new CellReference(new NotebookId("n"), new CellId("c"));

    private static Tile tile(String id) {
        return new Tile(new TileId(id), PLACE, null, "", new TileContent.OfCell(CELL));
    }

    private static Dashboard dashboard(Tile... tiles) {
        return new Dashboard(
                new DashboardId("d"), "Title", "", false, 3, Instant.EPOCH, Instant.EPOCH, null, List.of(tiles));
    }

    private static Dashboard applied(Dashboard dashboard, DashboardEdit edit) {
        return ((DashboardEditResult.Applied) edit.applyTo(dashboard, NOW)).dashboard();
    }

    private static DashboardRejection rejected(Dashboard dashboard, DashboardEdit edit) {
        return ((DashboardEditResult.Rejected) edit.applyTo(dashboard, NOW)).reason();
    }

    @Test
    void everyEditMakesTheNextRevisionAndKeepsTheRest() {
        Dashboard before = dashboard(tile("a"));
        Dashboard after = applied(before, new DashboardEdit.AddTile(tile("b")));
        assertThat(after.tiles()).containsExactly(tile("a"), tile("b"));
        assertThat(after.revision()).isEqualTo(4);
        assertThat(after.updatedAt()).isEqualTo(NOW);
        assertThat(applied(after, new DashboardEdit.RemoveTile(new TileId("a"))).tiles())
                .containsExactly(tile("b"));
        assertThat(applied(after, new DashboardEdit.SetTitle("Other"))).satisfies(changed -> {
            assertThat(changed.title()).isEqualTo("Other");
            assertThat(changed.tiles()).isEqualTo(after.tiles());
        });
        assertThat(applied(after, new DashboardEdit.SetKeptRunning(true)).keptRunning())
                .isTrue();
        assertThat(applied(after, new DashboardEdit.SetDescription("Words")).description())
                .isEqualTo("Words");
    }

    @Test
    void tilesAreArrangedAndOneThatIsGoneUndoesNothing() {
        TilePlace place = new TilePlace(6, 2, 6, 4);
        DashboardEdit edit = new DashboardEdit.ArrangeTiles(Map.of(new TileId("a"), place, new TileId("gone"), PLACE));
        Dashboard after = applied(dashboard(tile("a"), tile("b")), edit);
        assertThat(after.tiles()).extracting(Tile::place).containsExactly(place, PLACE);
        assertThat(edit.agreesWith(after)).isTrue();
        assertThat(edit.agreesWith(dashboard(tile("a")))).isFalse();
    }

    @Test
    void aTileKeepsItsPlaceWhenItsContentChanges() {
        TileContent words = new TileContent.Text("{{n}} rows", CELL);
        Dashboard after =
                applied(dashboard(tile("a")), new DashboardEdit.SetTile(new TileId("a"), "Total", "of all", words));
        assertThat(after.tiles()).containsExactly(new Tile(new TileId("a"), PLACE, "Total", "of all", words));
        assertThat(after.references()).containsExactly(CELL);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Dashboard before = dashboard(tile("a"));
        assertThat(rejected(before, new DashboardEdit.AddTile(tile("a")))).isEqualTo(DashboardRejection.TILE_EXISTS);
        assertThat(rejected(before, new DashboardEdit.RemoveTile(new TileId("b"))))
                .isEqualTo(DashboardRejection.TILE_GONE);
        assertThat(rejected(before, new DashboardEdit.SetTitle("t".repeat(201))))
                .isEqualTo(DashboardRejection.TOO_LARGE);
        TileContent words = new TileContent.Text("w".repeat(20_001), null);
        assertThat(rejected(before, new DashboardEdit.SetTile(new TileId("a"), null, "", words)))
                .isEqualTo(DashboardRejection.TOO_LARGE);
        Dashboard full = before;
        for (int i = 1; i < Dashboard.MOST_TILES; i++) {
            full = applied(full, new DashboardEdit.AddTile(tile("t" + i)));
        }
        assertThat(rejected(full, new DashboardEdit.AddTile(tile("more"))))
                .isEqualTo(DashboardRejection.TOO_MANY_TILES);
        assertThatThrownBy(() -> new TilePlace(7, 0, 6, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
