package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.notebook.Identifiers;

/** Names a tile of a dashboard. 1 to 64 of {@code A-Za-z0-9_-}. */
public record TileId(String value) {

    public TileId {
        Identifiers.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
