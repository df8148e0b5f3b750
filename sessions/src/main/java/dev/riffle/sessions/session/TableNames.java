package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.QuotedNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables and views that a statement names, as Flink's validation has expanded it. */
final class TableNames {

    private static final Logger LOG = LoggerFactory.getLogger(TableNames.class);

    private TableNames() {}

    static Set<ObjectIdentifier> usedBy(Operation operation) {
        Set<ObjectIdentifier> names = new HashSet<>();
        add(operation, names);
        return names;
    }

    private static void add(Operation operation, Set<ObjectIdentifier> names) {
        if (operation instanceof QueryOperation query) {
            addExpanded(expanded(query), names);
        } else if (operation instanceof CreateViewOperation view) {
            addExpanded(view.getCatalogView().getExpandedQuery(), names);
        } else if (operation instanceof StatementSetOperation set) {
            set.getOperations().forEach(part -> add(part, names));
        } else if (operation instanceof ModifyOperation modify) {
            if (modify instanceof SinkModifyOperation sink) {
                names.add(sink.getContextResolvedTable().getIdentifier());
            }
            add(modify.getChild(), names);
        }
    }

    private static String expanded(QueryOperation query) {
        try {
            return query.asSerializableString();
        } catch (TableException e) {
            LOG.debug("A query can't be written as SQL", e);
            return "";
        }
    }

    /** Those in SQL that Flink has expanded, as that of a view. */
    static Set<ObjectIdentifier> in(String expanded) {
        Set<ObjectIdentifier> names = new HashSet<>();
        addExpanded(expanded, names);
        return names;
    }

    private static void addExpanded(String sql, Set<ObjectIdentifier> names) {
        for (List<String> name : QuotedNames.in(sql)) {
            if (name.size() == 3) {
                names.add(ObjectIdentifier.of(name.get(0), name.get(1), name.get(2)));
            }
        }
    }
}
