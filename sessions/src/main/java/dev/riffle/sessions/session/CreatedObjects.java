package dev.riffle.sessions.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ddl.CreateCatalogFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogOperation;
import org.apache.flink.table.operations.ddl.CreateDatabaseOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;

/** What a cell created, as the statements that drop it again, newest first. Confined to the session thread. */
final class CreatedObjects {

    private final Deque<String> drops = new ArrayDeque<>();

    /**
     * Remembers what a statement is about to create.
     *
     * @param tableExists whether a table or view of that name is there already: then it is somebody else's
     */
    static Optional<String> dropOf(Operation operation, Predicate<ObjectIdentifier> tableExists) {
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
            return Optional.of("DROP TEMPORARY SYSTEM FUNCTION IF EXISTS " + quote(create.getFunctionName()));
        }
        if (operation instanceof CreateDatabaseOperation create) {
            return create.isIgnoreIfExists()
                    ? Optional.empty()
                    : Optional.of("DROP DATABASE IF EXISTS " + quote(create.getCatalogName()) + "."
                            + quote(create.getDatabaseName()) + " CASCADE");
        }
        if (operation instanceof CreateCatalogOperation create) {
            return create.isIgnoreIfExists()
                    ? Optional.empty()
                    : Optional.of("DROP CATALOG IF EXISTS " + quote(create.getCatalogName()));
        }
        return Optional.empty();
    }

    private static Optional<String> drop(
            String what, boolean temporary, ObjectIdentifier identifier, Predicate<ObjectIdentifier> exists) {
        if (exists.test(identifier)) {
            return Optional.empty();
        }
        String name = quote(identifier.getCatalogName()) + "." + quote(identifier.getDatabaseName()) + "."
                + quote(identifier.getObjectName());
        return Optional.of("DROP " + (temporary ? "TEMPORARY " : "") + what + " IF EXISTS " + name);
    }

    private static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    void add(String drop) {
        drops.addFirst(drop);
    }

    /** The statements to run, newest creation first; they are forgotten. */
    Deque<String> take() {
        Deque<String> taken = new ArrayDeque<>(drops);
        drops.clear();
        return taken;
    }
}
