package dev.riffle.workbench.dashboard;

/**
 * Where a tile lies on the grid, in units of the grid.
 *
 * @param x of its left edge, from 0
 * @param y of its upper edge, from 0 to 1,000
 * @param width from 1; {@code x + width} is at most 12
 * @param height from 1 to 40
 */
public record TilePlace(int x, int y, int width, int height) {

    public static final int COLUMNS = 12;
    private static final int MOST_Y = 1_000;
    private static final int MOST_HEIGHT = 40;

    public TilePlace {
        if (x < 0 || width < 1 || x + width > COLUMNS || y < 0 || y > MOST_Y || height < 1 || height > MOST_HEIGHT) {
            throw new IllegalArgumentException("a tile lies on a grid of 12 columns and is at most 40 units high");
        }
    }
}
