package dev.riffle.workbench.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * A tile as a file has it.
 *
 * @param id written for versions alone: a tile that is imported gets one of its own
 * @param text words of its own, null where it shows a cell
 * @param cell null only where it has a text
 */
public record FileTile(
        @Nullable TileId id,
        TilePlace place,
        @Nullable String title,
        String description,
        @Nullable String text,
        @Nullable FileCell cell) {

    public FileTile {
        if (text == null && cell == null) {
            throw new IllegalArgumentException("a tile shows a cell, or has a text");
        }
    }

    /** What it is called where something is said of it. */
    String called() {
        if (title != null && !title.isEmpty()) {
            return "\"" + title + "\"";
        }
        return "at column " + place.x() + ", row " + place.y();
    }

    /** @param reference the cell that {@code cell} names, null where there is none */
    Tile toTile(TileId newId, @Nullable CellReference reference) {
        if (text != null) {
            return new Tile(newId, place, title, description, new TileContent.Text(text, reference));
        }
        TileContent content = reference == null
                ? new TileContent.Text("*This tile has no cell" + whereItWas() + ".*", null)
                : new TileContent.OfCell(reference);
        return new Tile(newId, place, title, description, content);
    }

    private String whereItWas() {
        return cell == null || cell.notebookTitle().isEmpty()
                ? ""
                : ": it showed one of the notebook “" + cell.notebookTitle() + "”";
    }
}
