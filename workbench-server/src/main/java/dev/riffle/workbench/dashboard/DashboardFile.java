package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.notebook.BlockYaml;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A dashboard as the YAML of a {@code dashboard} block, see docs/notebook-format.md. Reading what was written gives the same. */
public record DashboardFile(String title, String description, List<FileTile> tiles) {

    private static final Set<String> KEYS = Set.of("title", "description", "tiles");
    private static final Set<String> TILE_KEYS = Set.of(
            "id", "x", "y", "width", "height", "title", "description", "text", "cell", "notebook", "notebook-title");
    private static final int MOST_ID = 64;

    public DashboardFile {
        tiles = List.copyOf(tiles);
    }

    /** @param cells how the file names a cell */
    public static DashboardFile of(Dashboard dashboard, Function<CellReference, FileCell> cells) {
        return of(dashboard, cells, false);
    }

    /** As versions are kept: with the ids of tiles. */
    public static DashboardFile ofVersion(Dashboard dashboard) {
        return of(dashboard, cell -> new FileCell(cell.notebook(), "", cell.cell()), true);
    }

    private static DashboardFile of(Dashboard dashboard, Function<CellReference, FileCell> cells, boolean withIds) {
        List<FileTile> tiles = new ArrayList<>();
        for (Tile tile : dashboard.tiles()) {
            tiles.add(new FileTile(
                    withIds ? tile.id() : null,
                    tile.place(),
                    tile.title(),
                    tile.description(),
                    tile.content() instanceof TileContent.Text words ? words.text() : null,
                    tile.content().reference().map(cells).orElse(null)));
        }
        return new DashboardFile(dashboard.title(), dashboard.description(), tiles);
    }

    public String write() {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("title", title);
        if (!description.isEmpty()) {
            yaml.put("description", description);
        }
        yaml.put("tiles", tiles.stream().map(DashboardFile::written).toList());
        return BlockYaml.write(yaml);
    }

    private static Map<String, Object> written(FileTile tile) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        put(yaml, "id", tile.id());
        put(yaml, "title", tile.title());
        if (!tile.description().isEmpty()) {
            yaml.put("description", tile.description());
        }
        put(yaml, "text", tile.text());
        FileCell cell = tile.cell();
        if (cell != null) {
            yaml.put("cell", cell.cell().value());
            put(yaml, "notebook", cell.notebook());
            put(yaml, "notebook-title", cell.notebookTitle().isEmpty() ? null : cell.notebookTitle());
        }
        yaml.put("x", tile.place().x());
        yaml.put("y", tile.place().y());
        yaml.put("width", tile.place().width());
        yaml.put("height", tile.place().height());
        return yaml;
    }

    private static void put(Map<String, Object> yaml, String name, @Nullable Object value) {
        if (value != null) {
            yaml.put(name, value.toString());
        }
    }

    /**
     * @param firstLine of the YAML in its file, from 1
     * @throws FileProblem when it is none, or says something that a dashboard does not know
     */
    public static DashboardFile read(String yaml, int firstLine) {
        YamlMap map = YamlMap.read(yaml, firstLine, KEYS, "dashboard");
        List<FileTile> tiles = new ArrayList<>();
        for (YamlMap tile : map.maps("tiles", TILE_KEYS, "tile")) {
            if (tiles.size() == Dashboard.MOST_TILES) {
                throw tile.problem("", "a dashboard has at most " + Dashboard.MOST_TILES + " tiles");
            }
            tiles.add(tile(tile));
        }
        return new DashboardFile(
                orEmpty(map.text("title", Dashboard.MOST_TITLE)),
                orEmpty(map.text("description", Dashboard.MOST_DESCRIPTION)),
                tiles);
    }

    private static FileTile tile(YamlMap yaml) {
        String text = yaml.text("text", Dashboard.MOST_TEXT);
        FileCell cell = cell(yaml);
        if (text == null && cell == null) {
            throw yaml.problem("", "a tile has a \"cell\" or a \"text\"");
        }
        return new FileTile(
                id(yaml, "id", TileId::new),
                place(yaml),
                yaml.text("title", Dashboard.MOST_TITLE),
                orEmpty(yaml.text("description", Dashboard.MOST_DESCRIPTION)),
                text,
                cell);
    }

    private static @Nullable FileCell cell(YamlMap yaml) {
        CellId cell = id(yaml, "cell", CellId::new);
        NotebookId notebook = id(yaml, "notebook", NotebookId::new);
        if (cell == null) {
            if (notebook != null) {
                throw yaml.problem("notebook", "a tile with a \"notebook\" names a \"cell\" of it");
            }
            return null;
        }
        return new FileCell(notebook, orEmpty(yaml.text("notebook-title", Dashboard.MOST_TITLE)), cell);
    }

    private static <T> @Nullable T id(YamlMap yaml, String key, Function<String, T> make) {
        String value = yaml.text(key, MOST_ID);
        try {
            return value == null ? null : make.apply(value);
        } catch (IllegalArgumentException e) {
            throw yaml.problem(key, "\"" + key + "\" is 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }

    private static TilePlace place(YamlMap yaml) {
        int x = yaml.number("x");
        int y = yaml.number("y");
        int width = yaml.number("width");
        int height = yaml.number("height");
        try {
            return new TilePlace(x, y, width, height);
        } catch (IllegalArgumentException e) {
            throw yaml.problem("x", String.valueOf(e.getMessage()));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The tiles of a version, which name their cells as they are and have their own ids. */
    List<Tile> sameTiles() {
        List<Tile> same = new ArrayList<>();
        for (FileTile tile : tiles) {
            FileCell cell = tile.cell();
            NotebookId notebook = cell == null ? null : cell.notebook();
            CellReference reference =
                    cell == null || notebook == null ? null : new CellReference(notebook, cell.cell());
            TileId id = tile.id();
            if (id == null) {
                throw new IllegalArgumentException("a tile of a version has an id");
            }
            same.add(tile.toTile(id, reference));
        }
        return same;
    }

    /**
     * Tiles of one's own, for an import.
     *
     * @param cells the cell that is meant, null where there is none that whoever imports it may see
     * @param warnings told which tiles have none
     */
    public List<Tile> newTiles(
            Function<FileCell, @Nullable CellReference> cells, Supplier<TileId> ids, List<String> warnings) {
        List<Tile> made = new ArrayList<>();
        for (FileTile tile : tiles) {
            FileCell cell = tile.cell();
            CellReference reference = cell == null ? null : cells.apply(cell);
            if (cell != null && reference == null) {
                String of = cell.notebookTitle().isEmpty() ? "" : " of the notebook \"" + cell.notebookTitle() + "\"";
                warnings.add("The tile " + tile.called() + " of the dashboard \"" + title + "\" has no cell: \""
                        + cell.cell() + "\"" + of + " is not here, or you may not see it.");
            }
            made.add(tile.toTile(ids.get(), reference));
        }
        return made;
    }
}
