package dev.riffle.workbench.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard at one revision.
 *
 * @param keptRunning whether the server sees to it that the queries of its tiles run
 * @param revision rises by one with every stored edit
 * @param trashedAt when it was moved to the trash, null where it is not there
 */
public record Dashboard(
        DashboardId id,
        String title,
        String description,
        boolean keptRunning,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant trashedAt,
        List<Tile> tiles) {

    public static final int MOST_TILES = 100;
    public static final int MOST_TITLE = 200;
    public static final int MOST_DESCRIPTION = 2_000;
    public static final int MOST_TEXT = 20_000;

    public Dashboard {
        tiles = List.copyOf(tiles);
        Set<TileId> ids = new HashSet<>();
        for (Tile tile : tiles) {
            if (!ids.add(tile.id())) {
                throw new IllegalArgumentException("two tiles have the id " + tile.id());
            }
        }
    }

    public Optional<Tile> tile(TileId wanted) {
        return tiles.stream().filter(tile -> tile.id().equals(wanted)).findFirst();
    }

    /** The cells that its tiles are made of. */
    public Set<CellReference> references() {
        Set<CellReference> references = new LinkedHashSet<>();
        tiles.forEach(tile -> tile.content().reference().ifPresent(references::add));
        return references;
    }

    public Dashboard withTrashedAt(@Nullable Instant when) {
        return new Dashboard(id, title, description, keptRunning, revision, createdAt, updatedAt, when, tiles);
    }

    /** The same, with nothing that the server keeps running. */
    public Dashboard notKeptRunning() {
        return new Dashboard(id, title, description, false, revision, createdAt, updatedAt, trashedAt, tiles);
    }

    /** Whether it has the same words and tiles. */
    public boolean hasContentOf(Dashboard other) {
        return title.equals(other.title) && description.equals(other.description) && tiles.equals(other.tiles);
    }

    /** With what a version of it says in place of its words and tiles; whether it is kept running is none of that. */
    public Dashboard withContent(DashboardFile version) {
        return new Dashboard(
                id,
                version.title(),
                version.description(),
                keptRunning,
                revision,
                createdAt,
                updatedAt,
                trashedAt,
                version.sameTiles());
    }

    /** The next revision, with the words and tiles of what it was once. */
    public Dashboard nextWithContentOf(Dashboard then, Instant now) {
        return next(then.title, then.description, keptRunning, then.tiles, now);
    }

    Dashboard next(String newTitle, String newDescription, boolean newKeptRunning, List<Tile> newTiles, Instant now) {
        return new Dashboard(
                id, newTitle, newDescription, newKeptRunning, revision + 1, createdAt, now, trashedAt, newTiles);
    }

    Dashboard next(List<Tile> newTiles, Instant now) {
        return next(title, description, keptRunning, newTiles, now);
    }

    /** The next revision, in which a tile is replaced by another with the same id. */
    Dashboard nextWithTile(Tile changed, Instant now) {
        List<Tile> replaced = new ArrayList<>(tiles);
        replaced.replaceAll(tile -> tile.id().equals(changed.id()) ? changed : tile);
        return next(replaced, now);
    }
}
