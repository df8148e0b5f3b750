package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ddl.CreateCatalogFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogOperation;
import org.apache.flink.table.operations.ddl.CreateDatabaseOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cell created, and what it uses. Tables, views and functions are dropped before the cell runs again. Databases and catalogs stay,
 * for they may hold what other cells created: creating them again is nothing to be done. Confined to the session thread.
 */
final class CreatedObjects {

    private static final Logger LOG = LoggerFactory.getLogger(CreatedObjects.class);
    private static final int MOST_CONTAINERS = 200;

    /** How to drop it again, newest creation first. */
    private final Deque<Drop> drops = new ArrayDeque<>();

    /** Tables and views that its statements name. What a run that failed did not come to is as it was in the run before. */
    private final NamedTables used = new NamedTables();

    /** Tables and views that it created, in the same way. */
    private final NamedTables made = new NamedTables();

    /** @param table the table or view that the statement drops; null of a function */
    private record Drop(String statement, @Nullable ObjectIdentifier table) {}

    /** Catalogs and databases with the statement that created each. */
    private final Map<Container, String> containers = new LinkedHashMap<>();

    /** @param database null for the catalog itself */
    private record Container(String catalog, @Nullable String database) {

        boolean exists(EmbeddedGateway gateway) {
            Optional<Catalog> found = gateway.environment(Map.of()).getCatalog(catalog);
            return found.isPresent() && (database == null || found.get().databaseExists(database));
        }
    }

    /** Whether it has never created anything. */
    boolean isNothing() {
        return drops.isEmpty() && containers.isEmpty();
    }

    /** Whether a statement would create a database or catalog that the same statement of this cell created before. */
    boolean isThereAlready(Operation operation, Statement statement, EmbeddedGateway gateway) {
        Container container = containerOf(operation);
        return container != null && statement.text().equals(containers.get(container)) && container.exists(gateway);
    }

    /** What to do once a statement that may create something has worked; looks at what is there before it runs. */
    Runnable remembering(Operation operation, Statement statement, EmbeddedGateway gateway) {
        Container container = containerOf(operation);
        if (container == null) {
            Optional<Drop> drop = dropOf(operation, gateway.tableExists());
            return () -> drop.ifPresent(this::remember);
        }
        boolean others = container.exists(gateway);
        return () -> {
            if (!others && containers.size() < MOST_CONTAINERS) {
                containers.put(container, statement.text());
            }
        };
    }

    /**
     * Drops the tables, views and functions. What can't be dropped is tried again the next time.
     *
     * @return what a person should know about those, null where all are gone
     */
    @Nullable
    Problem dropAll(EmbeddedGateway gateway, SecretVeil veil) {
        used.nextRun();
        made.nextRun();
        Deque<Drop> failed = new ArrayDeque<>();
        String reason = "";
        for (Drop drop : drops) {
            try {
                gateway.execute(drop.statement(), Map.of(), 1);
            } catch (RuntimeException e) {
                LOG.debug("{} did not work: {}", drop.statement(), veil.over(e.toString()));
                failed.addLast(drop);
                reason = Problems.of(e, null, NameHintsOf.nothing(), veil).message();
            }
        }
        drops.clear();
        drops.addAll(failed);
        return failed.isEmpty()
                ? null
                : Problems.plain(
                        "DROP_FAILED",
                        "What an earlier run of this cell created could not be dropped: " + reason,
                        "The statements that failed: "
                                + failed.stream().map(Drop::statement).collect(Collectors.joining("; ")));
    }

    private void remember(Drop drop) {
        drops.addFirst(drop);
        ObjectIdentifier table = drop.table();
        if (table != null) {
            made.add(Set.of(table));
        }
    }

    /** Notes what a statement of the newest run names. */
    void uses(Operation operation) {
        used.add(TableNames.usedBy(operation));
    }

    /** Whether it names a table or view that the other created. */
    boolean usesWhatCreated(CreatedObjects other) {
        return used.meets(other.made);
    }

    private static @Nullable Container containerOf(Operation operation) {
        if (operation instanceof CreateDatabaseOperation create) {
            return new Container(create.getCatalogName(), create.getDatabaseName());
        }
        return operation instanceof CreateCatalogOperation create ? new Container(create.getCatalogName(), null) : null;
    }

    /**
     * How to drop what a statement is about to create.
     *
     * @param tableExists whether a table or view of that name is there already: then it is somebody else's
     */
    private static Optional<Drop> dropOf(Operation operation, Predicate<ObjectIdentifier> tableExists) {
        if (operation instanceof CreateTableASOperation create) {
            return dropOf(create.getCreateTableOperation(), tableExists);
        }
        if (operation instanceof CreateTableOperation create) {
            return drop("TABLE", create.isTemporary(), create.getTableIdentifier(), tableExists);
        }
        if (operation instanceof CreateViewOperation create) {
            return drop("VIEW", create.isTemporary(), create.getViewIdentifier(), tableExists);
        }
        if (operation instanceof CreateCatalogFunctionOperation create) {
            return drop("FUNCTION", create.isTemporary(), create.getFunctionIdentifier(), identifier -> false);
        }
        if (operation instanceof CreateTempSystemFunctionOperation create) {
            return Optional.of(
                    new Drop("DROP TEMPORARY SYSTEM FUNCTION IF EXISTS " + quote(create.getFunctionName()), null));
        }
        return Optional.empty();
    }

    private static Optional<Drop> drop(
            String what, boolean temporary, ObjectIdentifier identifier, Predicate<ObjectIdentifier> exists) {
        if (exists.test(identifier)) {
            return Optional.empty();
        }
        String name = quote(identifier.getCatalogName()) + "." + quote(identifier.getDatabaseName()) + "."
                + quote(identifier.getObjectName());
        String statement = "DROP " + (temporary ? "TEMPORARY " : "") + what + " IF EXISTS " + name;
        return Optional.of(new Drop(statement, what.equals("FUNCTION") ? null : identifier));
    }

    private static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
