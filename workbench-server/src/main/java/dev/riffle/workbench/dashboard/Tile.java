package dev.riffle.workbench.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * One tile of a dashboard.
 *
 * @param title null for what the cell is called
 */
public record Tile(TileId id, TilePlace place, @Nullable String title, String description, TileContent content) {

    Tile withPlace(TilePlace next) {
        return new Tile(id, next, title, description, content);
    }

    boolean isTooLarge() {
        return (title != null && title.length() > Dashboard.MOST_TITLE)
                || description.length() > Dashboard.MOST_DESCRIPTION
                || (content instanceof TileContent.Text words && words.text().length() > Dashboard.MOST_TEXT);
    }
}
