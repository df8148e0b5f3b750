package dev.riffle.workbench.file;

import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.access.Person;
import dev.riffle.workbench.access.Role;
import dev.riffle.workbench.access.Roles;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardBlocks;
import dev.riffle.workbench.dashboard.DashboardFile;
import dev.riffle.workbench.dashboard.FileCell;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.dashboard.TileId;
import dev.riffle.workbench.live.LiveDashboards;
import dev.riffle.workbench.live.LiveNotebooks;
import dev.riffle.workbench.notebook.CellCopies;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.MarkdownFormat;
import dev.riffle.workbench.notebook.MarkdownNotebook;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.version.Author;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notebooks and dashboards as Markdown, see docs/notebook-format.md: out with no more than whoever asks may see, in as
 * documents of their own. Safe for use from any thread; waits for the disk.
 */
public final class DocumentFiles {

    private final LiveNotebooks notebooks;
    private final LiveDashboards dashboards;
    private final Roles roles;

    public DocumentFiles(LiveNotebooks notebooks, LiveDashboards dashboards, Roles roles) {
        this.notebooks = notebooks;
        this.dashboards = dashboards;
        this.roles = roles;
    }

    public String write(Notebook notebook) {
        return MarkdownFormat.write(notebook);
    }

    /** With the dashboards that show its cells, as far as this person may see them; at most 50. */
    public String writeWithDashboards(Person person, Notebook notebook) {
        List<Dashboard> shown = dashboards.showing(notebook.id()).stream()
                .filter(dashboard -> roles.allows(person, DocumentReference.of(dashboard.id()), Role.VIEWER))
                .limit(DashboardBlocks.MOST)
                .toList();
        Set<CellId> cells = shown.stream()
                .flatMap(dashboard -> dashboard.references().stream())
                .filter(cell -> cell.notebook().equals(notebook.id()))
                .map(CellReference::cell)
                .collect(Collectors.toSet());
        List<String> blocks = shown.stream()
                .map(dashboard -> DashboardFile.of(
                                dashboard,
                                cell -> cell.notebook().equals(notebook.id())
                                        ? new FileCell(null, "", cell.cell())
                                        : elsewhere(person, cell))
                        .write())
                .toList();
        return MarkdownFormat.write(notebook, cells, blocks);
    }

    public String write(Person person, Dashboard dashboard) {
        return MarkdownFormat.block(
                DashboardFile.of(dashboard, cell -> elsewhere(person, cell)).write());
    }

    /** A cell of a notebook that is not in the file; its title is told to those alone who may see it. */
    private FileCell elsewhere(Person person, CellReference cell) {
        String title = visible(person, cell.notebook()).map(Notebook::title).orElse("");
        return new FileCell(cell.notebook(), title, cell.cell());
    }

    private Optional<Notebook> visible(Person person, NotebookId id) {
        return roles.allows(person, DocumentReference.of(id), Role.VIEWER)
                ? notebooks.find(id).filter(notebook -> notebook.trashedAt() == null)
                : Optional.empty();
    }

    /**
     * A notebook of one's own, and the dashboards that are in the file with it: their tiles show its cells.
     *
     * @param title in place of what the file says, null for that
     * @throws IllegalArgumentException where the file has dashboards alone
     */
    public ImportedDocuments readNotebook(Person person, String file, @Nullable String title) {
        DashboardBlocks blocks = new DashboardBlocks();
        MarkdownNotebook read = MarkdownFormat.read(file, blocks);
        if (read.cells().isEmpty() && !blocks.found().isEmpty()) {
            throw new IllegalArgumentException("The file has dashboards and no cells: import it among the dashboards.");
        }
        Map<CellId, CellId> ids = new HashMap<>(CellCopies.newIds(read.cells()));
        Notebook notebook = notebooks.create(
                Author.of(person),
                title == null ? read.title() : title,
                read.runtimeMode(),
                read.delivery(),
                CellCopies.of(read.cells(), ids));
        roles.own(person, DocumentReference.of(notebook.id()));
        List<String> warnings = new ArrayList<>(read.warnings());
        List<Dashboard> made = create(person, blocks.found(), warnings, cell -> {
            CellId copy = ids.get(cell.cell());
            return copy == null ? null : new CellReference(notebook.id(), copy);
        });
        return new ImportedDocuments(Optional.of(notebook), made, warnings);
    }

    /**
     * Dashboards of one's own, whose tiles show the cells that they name where those are here and may be seen.
     *
     * @throws IllegalArgumentException where the file has none, or one that is not understood
     */
    public ImportedDocuments readDashboards(Person person, String file) {
        List<DashboardFile> found = new ArrayList<>();
        MarkdownFormat.read(file, (word, text, line, unused) -> {
            boolean isDashboard = word.equals(MarkdownFormat.DASHBOARD);
            if (isDashboard && found.size() < DashboardBlocks.MOST) {
                found.add(DashboardFile.read(text, line));
            }
            return isDashboard;
        });
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The file has no block that begins with ```dashboard.");
        }
        List<String> warnings = new ArrayList<>();
        return new ImportedDocuments(Optional.empty(), create(person, found, warnings, cell -> null), warnings);
    }

    /** @param inFile the cell that came with the file, null where it did not */
    private List<Dashboard> create(
            Person person,
            List<DashboardFile> files,
            List<String> warnings,
            Function<FileCell, @Nullable CellReference> inFile) {
        List<Dashboard> made = new ArrayList<>();
        for (DashboardFile file : files) {
            List<Tile> tiles = file.newTiles(
                    cell -> cell.notebook() == null ? inFile.apply(cell) : here(person, cell.notebook(), cell.cell()),
                    () -> new TileId(UUID.randomUUID().toString()),
                    warnings);
            Dashboard dashboard = dashboards.create(Author.of(person), file.title(), file.description(), tiles);
            roles.own(person, DocumentReference.of(dashboard.id()));
            made.add(dashboard);
        }
        return made;
    }

    private @Nullable CellReference here(Person person, NotebookId notebook, CellId cell) {
        return visible(person, notebook)
                .flatMap(found -> found.cell(cell))
                .map(found -> new CellReference(notebook, cell))
                .orElse(null);
    }
}
