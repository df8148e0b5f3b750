package dev.riffle.workbench.connect;

import dev.riffle.sessions.inference.CsvSamples;
import dev.riffle.sessions.inference.InferredTable;
import dev.riffle.sessions.inference.SqlName;
import dev.riffle.sessions.inference.TimestampForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code CREATE TABLE} as a person would write it, put together part by part. */
public final class TableText {

    private static final int LATE_SECONDS = 5;

    private final String name;
    private final Map<String, String> options;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private @Nullable String watermark;
    private boolean hasIdleTimeout;

    /** @param options the first ones, in their order */
    public TableText(String name, Map<String, String> options) {
        this.name = name;
        this.options = new LinkedHashMap<>(options);
    }

    public void option(String key, String value) {
        options.put(key, value);
    }

    /** The options of a format of JSON, for columns that were read from samples of it. */
    public void json(String format, InferredTable table) {
        option("format", format);
        if (table.timestamps() == TimestampForm.ISO_8601) {
            option(format + ".timestamp-format.standard", "ISO-8601");
        }
    }

    /** The options of separated values; empty ones are NULL. */
    public void csv(CsvSamples.Csv csv) {
        option("format", "csv");
        if (csv.separator() != ',') {
            option("csv.field-delimiter", csv.separator() == '\t' ? "\\t" : String.valueOf(csv.separator()));
        }
        option("csv.null-literal", "");
    }

    /** A partition in which nothing comes holds the time of events back no longer than some seconds. */
    public void idleTimeout() {
        hasIdleTimeout = true;
    }

    public void column(String column, String type) {
        names.add(column);
        lines.add(SqlName.quoted(column) + " " + type);
    }

    /** A column that is read from what a connector knows of a row, and never written. */
    public void metadata(String column, String type, String key) {
        names.add(column);
        lines.add(SqlName.quoted(column) + " " + type + " METADATA FROM " + SqlName.literal(key) + " VIRTUAL");
    }

    /** All columns, and a watermark on the one that says best when something happened. */
    public void columns(InferredTable table) {
        table.columns().forEach(column -> column(column.name(), column.type()));
        table.eventTime().ifPresent(time -> {
            switch (time.time()) {
                case EPOCH_SECONDS -> computed("TO_TIMESTAMP_LTZ(" + SqlName.quoted(time.name()) + ", 0)");
                case EPOCH_MILLISECONDS -> computed("TO_TIMESTAMP_LTZ(" + SqlName.quoted(time.name()) + ", 3)");
                case TEXT ->
                    computed("CAST(REPLACE(REPLACE(" + SqlName.quoted(time.name())
                            + ", 'T', ' '), 'Z', '') AS TIMESTAMP(3))");
                case TIMESTAMP -> watermark(time.name());
                case NONE -> {
                    // Not the time of an event.
                }
            }
        });
    }

    private void computed(String expression) {
        String time = freeName("event_time");
        names.add(time);
        lines.add(SqlName.quoted(time) + " AS " + expression);
        watermark(time);
    }

    /** Events come at most some seconds late by that column. */
    public void watermark(String column) {
        String quoted = SqlName.quoted(column);
        watermark = "WATERMARK FOR " + quoted + " AS " + quoted + " - INTERVAL '" + LATE_SECONDS + "' SECOND";
    }

    /** The name, or the name with a number, that no column has yet. */
    public String freeName(String wanted) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? wanted : wanted + "_" + number)
                .filter(candidate -> !names.contains(candidate))
                .findFirst()
                .orElseThrow();
    }

    public String sql() {
        List<String> all = new ArrayList<>(lines);
        Map<String, String> with = new LinkedHashMap<>(options);
        if (watermark != null) {
            all.add(watermark);
            if (hasIdleTimeout) {
                with.put("scan.watermark.idle-timeout", LATE_SECONDS + " s");
            }
        }
        return "CREATE TABLE " + SqlName.quoted(name)
                + all.stream().collect(Collectors.joining(",\n  ", " (\n  ", "\n)"))
                + with.entrySet().stream()
                        .map(option -> SqlName.literal(option.getKey()) + " = " + SqlName.literal(option.getValue()))
                        .collect(Collectors.joining(",\n  ", " WITH (\n  ", "\n);\n"));
    }
}
