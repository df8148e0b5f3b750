package dev.riffle.sessions.session;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.CatalogView;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.Operation;

/** Where the Kafka brokers are of the tables that a statement names. Confined to the session thread. */
final class BrokerAddresses {

    private static final int MOST_TABLES = 100;
    private static final String SERVERS = "properties.bootstrap.servers";

    private final CatalogManager catalogs;
    private final Set<ObjectIdentifier> seen = new HashSet<>();
    private final Set<String> servers = new TreeSet<>();

    private BrokerAddresses(CatalogManager catalogs) {
        this.catalogs = catalogs;
    }

    /** Each as its table has it, {@code host:port,host:port}; also those of tables that its views name. */
    static Set<String> of(Operation operation, CatalogManager catalogs) {
        BrokerAddresses addresses = new BrokerAddresses(catalogs);
        TableNames.usedBy(operation).forEach(addresses::add);
        return addresses.servers;
    }

    private void add(ObjectIdentifier name) {
        if (seen.size() >= MOST_TABLES || !seen.add(name)) {
            return;
        }
        catalogs.getTable(name).ifPresent(found -> {
            CatalogBaseTable table = found.getTable();
            if (table instanceof CatalogView view) {
                TableNames.in(view.getExpandedQuery()).forEach(this::add);
            } else {
                String address = table.getOptions().get(SERVERS);
                if (address != null) {
                    servers.add(address);
                }
            }
        });
    }
}
