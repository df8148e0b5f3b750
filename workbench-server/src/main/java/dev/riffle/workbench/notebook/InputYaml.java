package dev.riffle.workbench.notebook;

import dev.riffle.sessions.statement.InputType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An input as the YAML of an {@code input} block. */
final class InputYaml {

    private static final Set<String> KEYS = Set.of(
            "name",
            "label",
            "type",
            "choice",
            "options",
            "default",
            "widget",
            "minimum",
            "maximum",
            "step",
            "viewersMayChange");

    private InputYaml() {}

    static String write(Input input) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("name", input.name());
        if (!input.label().isEmpty()) {
            yaml.put("label", input.label());
        }
        yaml.put("type", word(input.type()));
        if (input.choice() != InputChoice.FREE) {
            yaml.put("choice", word(input.choice()));
        }
        InputOptions options = input.options();
        if (options instanceof InputOptions.Listed listed) {
            yaml.put("options", listed.values());
        } else if (options instanceof InputOptions.OfQuery query) {
            Map<String, Object> source = new LinkedHashMap<>();
            put(source, "source", query.cell() == null ? null : query.cell().value());
            source.put("column", query.column());
            yaml.put("options", source);
        }
        if (!input.initial().isEmpty()) {
            yaml.put(
                    "default",
                    input.choice() == InputChoice.SEVERAL
                            ? input.initial()
                            : input.initial().get(0));
        }
        yaml.put("widget", word(input.widget()));
        put(yaml, "minimum", input.minimum());
        put(yaml, "maximum", input.maximum());
        put(yaml, "step", input.step());
        if (input.viewersMayChange()) {
            yaml.put("viewersMayChange", true);
        }
        return BlockYaml.write(yaml);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, Object> yaml, String name, @Nullable Object value) {
        if (value != null) {
            yaml.put(name, value);
        }
    }

    /** @throws RuntimeException when it is no YAML or says something that an input does not know */
    static Input read(String text) {
        Map<?, ?> yaml = BlockYaml.read(text, KEYS, "an input");
        InputOptions options = options(yaml.get("options"));
        String choice = text(yaml, "choice", options == null ? "free" : "one");
        return new Input(
                text(yaml, "name", ""),
                text(yaml, "label", ""),
                InputType.valueOf(text(yaml, "type", "text").toUpperCase(Locale.ROOT)),
                InputChoice.valueOf(choice.toUpperCase(Locale.ROOT)),
                options,
                texts(yaml.get("default")),
                InputWidget.valueOf(text(yaml, "widget", options == null ? "field" : "select")
                        .toUpperCase(Locale.ROOT)),
                nullable(yaml, "minimum"),
                nullable(yaml, "maximum"),
                nullable(yaml, "step"),
                Boolean.TRUE.equals(yaml.get("viewersMayChange")));
    }

    private static @Nullable InputOptions options(@Nullable Object yaml) {
        if (yaml instanceof Map<?, ?> query) {
            String source = nullable(query, "source");
            return new InputOptions.OfQuery(source == null ? null : new CellId(source), text(query, "column", ""));
        }
        return yaml == null ? null : new InputOptions.Listed(texts(yaml));
    }

    private static List<String> texts(@Nullable Object yaml) {
        if (yaml == null) {
            return List.of();
        }
        return yaml instanceof List<?> list ? list.stream().map(Input::written).toList() : List.of(Input.written(yaml));
    }

    private static String text(Map<?, ?> yaml, String name, String otherwise) {
        String value = nullable(yaml, name);
        return value == null ? otherwise : value;
    }

    private static @Nullable String nullable(Map<?, ?> yaml, String name) {
        Object value = yaml.get(name);
        return value == null ? null : Input.written(value);
    }
}
