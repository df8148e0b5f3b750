package dev.riffle.workbench.benchmark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * What Riffle is compared with, in a process of its own: a plain Table API program on the same cluster, which reads a
 * query's result with {@code TableResult.collect()}, or writes it into {@code blackhole}. SQL Client and SQL Gateway read
 * the same way and then have more to do, so what is shown here is the most they can reach. Answers one line of JSON for
 * each line of JSON, and ends with its standard input.
 */
final class CollectClient {

    /**
     * What to do.
     *
     * @param action {@code collect}, {@code insert}, {@code clear} (begin to count anew) or {@code stop}
     * @param settings of Flink, for this query only
     * @param setup statements before the query
     * @param timeColumn of the result, holding when the event was made; −1 for none
     */
    record Request(String action, Map<String, String> settings, List<String> setup, String query, int timeColumn) {

        static Request clear() {
            return new Request("clear", Map.of(), List.of(), "", -1);
        }

        static Request stop() {
            return new Request("stop", Map.of(), List.of(), "", -1);
        }
    }

    /** The job of the query, rows read since the counters were cleared, and how old they were. */
    record Answer(String job, long rows, Milliseconds.Summary latency) {}

    private final String host;
    private final int port;
    private final Milliseconds latency = new Milliseconds();
    private long rows;
    private String job = "";
    private volatile boolean stopped;
    private @Nullable Thread reader;

    private CollectClient(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Starts the client.
     *
     * @param arguments host and port of the cluster's REST interface
     */
    public static void main(String[] arguments) throws Exception {
        CollectClient client = new CollectClient(arguments[0], Integer.parseInt(arguments[1]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(Json.line(client.act(Json.parse(line, Request.class))));
            System.out.flush();
        }
        Runtime.getRuntime().halt(0);
    }

    private Answer act(Request request) throws Exception {
        switch (request.action()) {
            case "collect", "insert" -> start(request);
            case "clear" -> clear();
            case "stop" -> stop();
            default -> throw new IllegalArgumentException(request.action());
        }
        synchronized (latency) {
            return new Answer(job, rows, latency.summary());
        }
    }

    private void start(Request request) {
        Configuration configuration = Configuration.fromMap(request.settings());
        configuration.setString("execution.target", "remote");
        configuration.setString("rest.address", host);
        configuration.setString("rest.port", Integer.toString(port));
        configuration.setString("parallelism.default", "1");
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
        request.setup().forEach(environment::executeSql);
        TableResult result = environment.executeSql(request.query());
        job = result.getJobClient().orElseThrow().getJobID().toHexString();
        stopped = false;
        clear();
        if (request.action().equals("collect")) {
            Thread thread = new Thread(() -> read(result, request.timeColumn()), "collect");
            thread.setDaemon(true);
            thread.start();
            reader = thread;
        }
    }

    private void read(TableResult result, int timeColumn) {
        try (CloseableIterator<Row> iterator = result.collect()) {
            readAll(iterator, timeColumn);
        } catch (Exception e) {
            // The job was cancelled before its reader: then there is no more to read.
        }
    }

    private void readAll(Iterator<Row> iterator, int timeColumn) {
        while (!stopped && iterator.hasNext()) {
            Row row = iterator.next();
            synchronized (latency) {
                rows++;
                // A row that is taken back was made long ago, and nobody waits for it.
                if (timeColumn >= 0 && isAdded(row.getKind())) {
                    Instant made = row.getFieldAs(timeColumn);
                    latency.add(System.currentTimeMillis() - made.toEpochMilli());
                }
            }
        }
    }

    private static boolean isAdded(RowKind kind) {
        return kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
    }

    private void clear() {
        synchronized (latency) {
            rows = 0;
            latency.clear();
        }
    }

    /** The reader goes first: one that still reads while its job ends can spin. */
    private void stop() throws InterruptedException {
        stopped = true;
        Thread thread = reader;
        if (thread != null) {
            thread.join(5_000);
            thread.interrupt();
            reader = null;
        }
    }
}
