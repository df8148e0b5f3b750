package dev.riffle.workbench.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/** What compressing the messages to browsers would save and cost: they are sent as they are. */
final class Compression implements Section<CompressionResults> {

    private static final String EVENTS =
            "CREATE TABLE events (k BIGINT, v BIGINT, word STRING) WITH ('connector' = 'datagen', "
                    + "'rows-per-second' = '20000', 'fields.k.min' = '1', 'fields.k.max' = '10000', 'fields.v.min' = '0', "
                    + "'fields.v.max' = '1000', 'fields.word.length' = '8');\n";

    @Override
    public String name() {
        return "compression";
    }

    @Override
    public Class<CompressionResults> type() {
        return CompressionResults.class;
    }

    @Override
    public Map<String, String> settings(BenchmarkOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("messages of", options.viewerSeconds() + " s each, after " + options.warmUpSeconds() + " s");
        settings.put("compressor", "java.util.zip.Deflater, as permessage-deflate has it; on one thread");
        return settings;
    }

    @Override
    public CompressionResults measure(Testbed testbed, BenchmarkOptions options) throws Exception {
        List<CompressionResults.Row> rows = new ArrayList<>();
        rows.addAll(measure(testbed, options, "four results of 50 rows", Viewers.cells(), Viewers.RESULTS));
        String groups = EVENTS + "SELECT k, COUNT(*) AS n, SUM(v) AS total FROM events GROUP BY k";
        rows.addAll(
                measure(testbed, options, "10,000 changing rows", List.of(RiffleServer.sqlCell("groups", groups)), 1));
        String all = EVENTS + "SELECT * FROM events";
        rows.addAll(measure(testbed, options, "every row", List.of(RiffleServer.sqlCell("all", all)), 1));
        return new CompressionResults(rows);
    }

    private static List<CompressionResults.Row> measure(
            Testbed testbed, BenchmarkOptions options, String title, List<Map<String, Object>> cells, int results)
            throws Exception {
        List<byte[]> messages = messages(testbed, options, cells, results);
        double bytes =
                messages.stream().mapToInt(message -> message.length).average().orElse(0);
        List<CompressionResults.Row> rows = new ArrayList<>();
        for (int level : List.of(1, 6)) {
            for (boolean kept : List.of(false, true)) {
                // Once for the compiler, then for the clock.
                deflate(messages, level, kept);
                long before = System.nanoTime();
                long compressed = deflate(messages, level, kept);
                double micros = (System.nanoTime() - before) / 1e3 / messages.size();
                rows.add(new CompressionResults.Row(
                        title,
                        (double) messages.size() / options.viewerSeconds(),
                        bytes,
                        level,
                        kept,
                        (double) compressed / messages.size(),
                        micros));
            }
        }
        return rows;
    }

    private static List<byte[]> messages(
            Testbed testbed, BenchmarkOptions options, List<Map<String, Object>> cells, int results) throws Exception {
        RiffleServer server = testbed.server();
        RiffleServer.Notebook notebook = server.run("Compression", cells, results);
        List<String> views =
                notebook.results().stream().map(RiffleServer.Result::view).toList();
        List<byte[]> messages = new ArrayList<>();
        try (ViewerLoop loop = new ViewerLoop(server.address(), server.token())) {
            loop.open(views, new Viewer.Pace.AsItComes(), new Viewer.Counted(), messages::add);
            Thread.sleep(Duration.ofSeconds(options.warmUpSeconds()).toMillis());
            loop.call(() -> {
                messages.clear();
                return messages;
            });
            Thread.sleep(Duration.ofSeconds(options.viewerSeconds()).toMillis());
            return loop.call(() -> List.copyOf(messages));
        } finally {
            server.remove(notebook);
        }
    }

    /** The bytes of all messages, each of which can be read when it is there. */
    private static long deflate(List<byte[]> messages, int level, boolean kept) {
        Deflater deflater = new Deflater(level, true);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (byte[] message : messages) {
            if (!kept) {
                deflater.reset();
            }
            deflater.setInput(message);
            int made;
            do {
                made = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                bytes += made;
            } while (made == buffer.length);
        }
        deflater.end();
        return bytes;
    }

    @Override
    public String markdown(CompressionResults results) {
        Table table = new Table(
                "messages",
                "messages/s",
                "kB a message",
                "zlib level",
                "dictionary kept",
                "compressed kB",
                "saved",
                "µs a message");
        for (CompressionResults.Row row : results.rows()) {
            table.row(
                    row.title(),
                    Table.tenth(row.messages()),
                    Table.tenth(row.bytes() / 1e3),
                    Integer.toString(row.level()),
                    row.kept() ? "yes" : "no",
                    Table.tenth(row.compressedBytes() / 1e3),
                    Table.count(100 * (1 - row.compressedBytes() / row.bytes())) + " %",
                    Table.count(row.micros()));
        }
        return """
                ## Compression

                What compressing the messages to a browser would save, and cost the server. With the dictionary kept, as
                permessage-deflate does unless told otherwise, each viewer needs a compressor of its own (about 256 kB) and
                compresses every message again; without, a message that many viewers get alike is compressed once.

                """ + table.markdown();
    }
}
