package dev.riffle.workbench.notebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chart as the YAML of a {@code chart} block. */
final class ChartYaml {

    private static final Set<String> KEYS =
            Set.of("source", "statement", "type", "x", "y", "series", "title", "stacked", "horizontal");

    private ChartYaml() {}

    static String write(Chart chart) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        CellId source = chart.source();
        if (source != null) {
            yaml.put("source", source.value());
        }
        put(yaml, "statement", chart.statement());
        yaml.put("type", chart.type().name().toLowerCase(Locale.ROOT));
        put(yaml, "x", chart.x());
        yaml.put("y", chart.y());
        put(yaml, "series", chart.series());
        if (!chart.title().isEmpty()) {
            yaml.put("title", chart.title());
        }
        if (chart.stacked()) {
            yaml.put("stacked", true);
        }
        if (chart.horizontal()) {
            yaml.put("horizontal", true);
        }
        return BlockYaml.write(yaml);
    }

    private static void put(Map<String, Object> yaml, String name, @Nullable Object value) {
        if (value != null) {
            yaml.put(name, value);
        }
    }

    /** @throws RuntimeException when it is no YAML or says something that a chart does not know */
    static Chart read(String text) {
        Map<?, ?> yaml = BlockYaml.read(text, KEYS, "a chart");
        String source = text(yaml, "source");
        Object statement = yaml.get("statement");
        Object y = yaml.get("y");
        List<String> columns = y == null
                ? List.of()
                : y instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of(String.valueOf(y));
        String type = text(yaml, "type");
        String title = text(yaml, "title");
        return new Chart(
                source == null ? null : new CellId(source),
                statement instanceof Integer number ? number : null,
                ChartType.valueOf((type == null ? "line" : type).toUpperCase(Locale.ROOT)),
                text(yaml, "x"),
                columns,
                text(yaml, "series"),
                title == null ? "" : title,
                Boolean.TRUE.equals(yaml.get("stacked")),
                Boolean.TRUE.equals(yaml.get("horizontal")));
    }

    private static @Nullable String text(Map<?, ?> yaml, String name) {
        Object value = yaml.get(name);
        return value == null ? null : value.toString();
    }
}
