package dev.riffle.sessions.catalog;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tables and functions of a session, as its completion and its catalog panel show them.
 *
 * @param truncated whether more than {@link #MAX_TABLES} tables exist and the rest is left out
 */
public record CatalogListing(
        String currentCatalog,
        String currentDatabase,
        List<CatalogTable> tables,
        List<String> functions,
        boolean truncated) {

    public static final int MAX_TABLES = 2_000;

    public CatalogListing {
        tables = List.copyOf(tables);
        functions = List.copyOf(functions);
    }

    /** The same with each text replaced by what is shown of it. */
    CatalogListing shown(UnaryOperator<String> shown) {
        return new CatalogListing(
                shown.apply(currentCatalog),
                shown.apply(currentDatabase),
                tables.stream().map(table -> table.shown(shown)).toList(),
                functions.stream().map(shown).toList(),
                truncated);
    }

    /**
     * @param connector of the table's options, null for a view or where there is none
     * @param watermark the rowtime column and its expression as SQL, null where there is none
     */
    public record CatalogTable(
            String catalog,
            String database,
            String name,
            boolean view,
            boolean temporary,
            @Nullable String connector,
            List<CatalogColumn> columns,
            List<String> primaryKey,
            @Nullable String watermark) {

        public CatalogTable {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
        }

        private CatalogTable shown(UnaryOperator<String> shown) {
            return new CatalogTable(
                    shown.apply(catalog),
                    shown.apply(database),
                    shown.apply(name),
                    view,
                    temporary,
                    connector == null ? null : shown.apply(connector),
                    columns.stream()
                            .map(column -> new CatalogColumn(shown.apply(column.name()), shown.apply(column.type())))
                            .toList(),
                    primaryKey.stream().map(shown).toList(),
                    watermark == null ? null : shown.apply(watermark));
        }
    }

    /** @param type as SQL writes it */
    public record CatalogColumn(String name, String type) {}
}
