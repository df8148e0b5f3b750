package dev.riffle.sessions.catalog;

import dev.riffle.sessions.catalog.CatalogListing.CatalogColumn;
import dev.riffle.sessions.catalog.CatalogListing.CatalogTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.flink.table.catalog.CatalogBaseTable.TableKind;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogBaseTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.WatermarkSpec;
import org.apache.flink.table.gateway.api.results.TableInfo;
import org.apache.flink.table.gateway.service.operation.OperationExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists what can be named in SQL in a session. Confined to the session thread. */
public final class CatalogReader {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogReader.class);

    private CatalogReader() {}

    /**
     * All catalogs and databases, up to {@link CatalogListing#MAX_TABLES} tables; a catalog that fails is left out.
     *
     * @param shown what becomes of each text before it is told or logged
     */
    public static CatalogListing read(OperationExecutor executor, UnaryOperator<String> shown) {
        String currentCatalog = executor.getCurrentCatalog();
        String currentDatabase = executor.getTableEnvironment().getCurrentDatabase();
        List<CatalogTable> tables = new ArrayList<>();
        boolean truncated = false;
        for (String catalog : new TreeSet<>(executor.listCatalogs())) {
            try {
                truncated |= addTables(executor, catalog, tables);
            } catch (RuntimeException e) {
                LOG.warn("The tables of catalog {} can't be listed: {}", catalog, shown.apply(e.toString()));
            }
        }
        TreeSet<String> functions = new TreeSet<>();
        executor.listSystemFunctions()
                .forEach(function -> functions.add(function.getIdentifier().getFunctionName()));
        executor.listUserDefinedFunctions(currentCatalog, currentDatabase)
                .forEach(function -> functions.add(function.getIdentifier().getFunctionName()));
        return new CatalogListing(currentCatalog, currentDatabase, tables, List.copyOf(functions), truncated)
                .shown(shown);
    }

    /** Returns whether some were left out. */
    private static boolean addTables(OperationExecutor executor, String catalog, List<CatalogTable> tables) {
        for (String database : new TreeSet<>(executor.listDatabases(catalog))) {
            for (TableInfo info : executor.listTables(catalog, database, EnumSet.of(TableKind.TABLE, TableKind.VIEW))) {
                if (tables.size() == CatalogListing.MAX_TABLES) {
                    return true;
                }
                tables.add(table(executor, info));
            }
        }
        return false;
    }

    private static CatalogTable table(OperationExecutor executor, TableInfo info) {
        ResolvedCatalogBaseTable<?> table = executor.getTable(info.getIdentifier());
        ResolvedSchema schema = table.getResolvedSchema();
        List<CatalogColumn> columns = schema.getColumns().stream()
                .map(column -> new CatalogColumn(column.getName(), type(column)))
                .toList();
        return new CatalogTable(
                info.getIdentifier().getCatalogName(),
                info.getIdentifier().getDatabaseName(),
                info.getIdentifier().getObjectName(),
                info.getTableKind() == TableKind.VIEW,
                false,
                info.getTableKind() == TableKind.VIEW
                        ? null
                        : table.getOptions().get("connector"),
                columns,
                schema.getPrimaryKey().map(key -> key.getColumns()).orElse(List.of()),
                watermark(schema));
    }

    private static String type(Column column) {
        String type = column.getDataType().getLogicalType().asSummaryString();
        return type.replace("VARCHAR(2147483647)", "STRING").replace("VARBINARY(2147483647)", "BYTES");
    }

    private static @Nullable String watermark(ResolvedSchema schema) {
        if (schema.getWatermarkSpecs().isEmpty()) {
            return null;
        }
        WatermarkSpec watermark = schema.getWatermarkSpecs().get(0);
        return watermark.getWatermarkExpression().asSummaryString();
    }
}
