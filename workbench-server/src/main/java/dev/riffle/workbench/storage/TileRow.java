package dev.riffle.workbench.storage;

import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.dashboard.TileContent;
import dev.riffle.workbench.dashboard.TileId;
import dev.riffle.workbench.dashboard.TilePlace;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tiles as rows of the table {@code tile}. */
final class TileRow {

    private static final String UPSERT = """
            MERGE INTO tile (dashboard_id, id, position, x, y, width, height, title, description, kind, text,
              notebook_id, cell_id)
            KEY (dashboard_id, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private TileRow() {}

    static void write(Handle handle, DashboardId dashboard, Tile tile, int position) {
        TilePlace place = tile.place();
        CellReference cell = tile.content().reference().orElse(null);
        handle.execute(
                UPSERT,
                dashboard.value(),
                tile.id().value(),
                position,
                place.x(),
                place.y(),
                place.width(),
                place.height(),
                tile.title(),
                tile.description(),
                tile.content() instanceof TileContent.Text ? "text" : "cell",
                tile.content() instanceof TileContent.Text words ? words.text() : null,
                cell == null ? null : cell.notebook().value(),
                cell == null ? null : cell.cell().value());
    }

    static Tile read(ResultSet row) throws SQLException {
        String notebook = row.getString("notebook_id");
        @Nullable
        CellReference cell = notebook == null
                ? null
                : new CellReference(new NotebookId(notebook), new CellId(row.getString("cell_id")));
        TileContent content = row.getString("kind").equals("text")
                ? new TileContent.Text(row.getString("text"), cell)
                : new TileContent.OfCell(Objects.requireNonNull(cell));
        return new Tile(
                new TileId(row.getString("id")),
                new TilePlace(row.getInt("x"), row.getInt("y"), row.getInt("width"), row.getInt("height")),
                row.getString("title"),
                row.getString("description"),
                content);
    }
}
