package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.dashboard.DashboardEditResult.Applied;
import dev.riffle.workbench.dashboard.DashboardEditResult.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change of a dashboard, as a value. */
public sealed interface DashboardEdit {

    /** The dashboard with this edit, or why not. Neither looks at a clock nor at chance. */
    DashboardEditResult applyTo(Dashboard dashboard, Instant now);

    /** Names the values that this edit replaces, to tell one that would overwrite what its author has not seen. */
    default Set<String> replaces() {
        return Set.of();
    }

    /** Whether the values that this edit sets are the dashboard's already. */
    default boolean agreesWith(Dashboard dashboard) {
        return false;
    }

    record AddTile(Tile tile) implements DashboardEdit {

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            if (dashboard.tile(tile.id()).isPresent()) {
                return new Rejected(DashboardRejection.TILE_EXISTS);
            }
            if (dashboard.tiles().size() >= Dashboard.MOST_TILES) {
                return new Rejected(DashboardRejection.TOO_MANY_TILES);
            }
            if (tile.isTooLarge()) {
                return new Rejected(DashboardRejection.TOO_LARGE);
            }
            List<Tile> tiles = new ArrayList<>(dashboard.tiles());
            tiles.add(tile);
            return new Applied(dashboard.next(tiles, now));
        }
    }

    record RemoveTile(TileId tile) implements DashboardEdit {

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            if (dashboard.tile(tile).isEmpty()) {
                return new Rejected(DashboardRejection.TILE_GONE);
            }
            List<Tile> tiles = new ArrayList<>(dashboard.tiles());
            tiles.removeIf(other -> other.id().equals(tile));
            return new Applied(dashboard.next(tiles, now));
        }
    }

    /** Moves and resizes tiles; those that are gone are passed over, so that one removed tile undoes no dragging. */
    record ArrangeTiles(Map<TileId, TilePlace> places) implements DashboardEdit {

        public ArrangeTiles {
            places = Map.copyOf(places);
        }

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            List<Tile> tiles = new ArrayList<>(dashboard.tiles());
            tiles.replaceAll(tile -> tile.withPlace(places.getOrDefault(tile.id(), tile.place())));
            return new Applied(dashboard.next(tiles, now));
        }

        @Override
        public Set<String> replaces() {
            return places.keySet().stream().map(tile -> "place " + tile).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public boolean agreesWith(Dashboard dashboard) {
            Map<TileId, TilePlace> now = new LinkedHashMap<>();
            dashboard.tiles().forEach(tile -> now.put(tile.id(), tile.place()));
            return places.entrySet().stream()
                    .allMatch(entry -> entry.getValue().equals(now.getOrDefault(entry.getKey(), entry.getValue())));
        }
    }

    /** Replaces all of a tile but its place. */
    record SetTile(TileId tile, @Nullable String title, String description, TileContent content)
            implements DashboardEdit {

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            Tile before = dashboard.tile(tile).orElse(null);
            if (before == null) {
                return new Rejected(DashboardRejection.TILE_GONE);
            }
            Tile after = new Tile(tile, before.place(), title, description, content);
            return after.isTooLarge()
                    ? new Rejected(DashboardRejection.TOO_LARGE)
                    : new Applied(dashboard.nextWithTile(after, now));
        }

        @Override
        public Set<String> replaces() {
            return Set.of("tile " + tile);
        }

        @Override
        public boolean agreesWith(Dashboard dashboard) {
            return dashboard
                    .tile(tile)
                    .filter(now -> now.equals(new Tile(tile, now.place(), title, description, content)))
                    .isPresent();
        }
    }

    record SetTitle(String title) implements DashboardEdit {

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            return title.length() > Dashboard.MOST_TITLE
                    ? new Rejected(DashboardRejection.TOO_LARGE)
                    : new Applied(dashboard.next(
                            title, dashboard.description(), dashboard.keptRunning(), dashboard.tiles(), now));
        }

        @Override
        public Set<String> replaces() {
            return Set.of("title");
        }

        @Override
        public boolean agreesWith(Dashboard dashboard) {
            return dashboard.title().equals(title);
        }
    }

    record SetDescription(String description) implements DashboardEdit {

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            return description.length() > Dashboard.MOST_DESCRIPTION
                    ? new Rejected(DashboardRejection.TOO_LARGE)
                    : new Applied(dashboard.next(
                            dashboard.title(), description, dashboard.keptRunning(), dashboard.tiles(), now));
        }

        @Override
        public Set<String> replaces() {
            return Set.of("description");
        }

        @Override
        public boolean agreesWith(Dashboard dashboard) {
            return dashboard.description().equals(description);
        }
    }

    record SetKeptRunning(boolean keptRunning) implements DashboardEdit {

        @Override
        public DashboardEditResult applyTo(Dashboard dashboard, Instant now) {
            return new Applied(
                    dashboard.next(dashboard.title(), dashboard.description(), keptRunning, dashboard.tiles(), now));
        }

        @Override
        public Set<String> replaces() {
            return Set.of("kept running");
        }

        @Override
        public boolean agreesWith(Dashboard dashboard) {
            return dashboard.keptRunning() == keptRunning;
        }
    }
}
