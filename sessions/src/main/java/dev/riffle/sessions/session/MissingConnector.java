package dev.riffle.sessions.session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to put where when a connector, format or catalog that a statement names is not there. */
final class MissingConnector {

    static final String WHERE =
            "Add the jar, made for this Flink, on the page Connectors, or put it into the folder \"connectors\" of the "
                    + "data directory, and start Riffle again (with cluster-has-jars into the lib folder of the cluster, too); "
                    + "ADD JAR does for this notebook alone.";

    private static final Pattern WANTED = Pattern.compile("factory for identifier '([^']+)'");
    private static final Pattern KNOWN = Pattern.compile("(?s)Available factory identifiers are:\\s*(.*)");

    /** How the jars of the best known ones are called, by how their names begin. */
    private static final Map<String, String> JARS = Map.ofEntries(
            Map.entry("mysql-cdc", "flink-sql-connector-mysql-cdc"),
            Map.entry("postgres-cdc", "flink-sql-connector-postgres-cdc"),
            Map.entry("oracle-cdc", "flink-sql-connector-oracle-cdc"),
            Map.entry("sqlserver-cdc", "flink-sql-connector-sqlserver-cdc"),
            Map.entry("mongodb-cdc", "flink-sql-connector-mongodb-cdc"),
            Map.entry("mongodb", "flink-sql-connector-mongodb"),
            Map.entry("elasticsearch", "flink-sql-connector-elasticsearch"),
            Map.entry("opensearch", "flink-sql-connector-opensearch"),
            Map.entry("kinesis", "flink-sql-connector-aws-kinesis-streams"),
            Map.entry("dynamodb", "flink-sql-connector-dynamodb"),
            Map.entry("pulsar", "flink-sql-connector-pulsar"),
            Map.entry("upsert-pulsar", "flink-sql-connector-pulsar"),
            Map.entry("hbase", "flink-sql-connector-hbase"),
            Map.entry("hive", "flink-sql-connector-hive"),
            Map.entry("iceberg", "iceberg-flink-runtime"),
            Map.entry("paimon", "paimon-flink"),
            Map.entry("hudi", "hudi-flink-bundle"),
            Map.entry("delta", "delta-flink"),
            Map.entry("fluss", "fluss-flink"));

    private MissingConnector() {}

    /** The names that there are, as Flink lists them in its message. */
    static List<String> known(String message) {
        Matcher matcher = KNOWN.matcher(message);
        return matcher.find()
                ? Stream.of(matcher.group(1).split("\\s+", -1))
                        .filter(name -> !name.isEmpty())
                        .toList()
                : List.of();
    }

    static String whatToPutWhere(String message) {
        Matcher matcher = WANTED.matcher(message);
        String wanted = matcher.find() ? matcher.group(1) : "";
        return JARS.entrySet().stream()
                        .filter(jar -> wanted.startsWith(jar.getKey()))
                        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                        .map(jar -> "It is in " + jar.getValue() + "-….jar, which is not in the box. ")
                        .orElse("It is not in the box. ")
                + WHERE;
    }
}
