package dev.riffle.workbench.notebook;

import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.NonPrintableStyle;

/** YAML as it stands in the files of notebooks and dashboards. Reading what was written gives the same, to the character. */
public final class BlockYaml {

    /** Control characters as escapes: else a text that has one is written as bytes, and is no text when it is read. */
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setNonPrintableStyle(NonPrintableStyle.ESCAPE)
            .setWidth(100_000)
            .build();

    private BlockYaml() {}

    /** @param value a text, or a map of texts, numbers, truth values, lists and maps */
    public static String write(Object value) {
        return new Dump(SETTINGS).dumpToString(value).stripTrailing();
    }

    /**
     * @param known the names that the map may have
     * @param what has them, with its article
     * @throws RuntimeException when it is no YAML, no map, or has other names
     */
    static Map<?, ?> read(String text, Set<String> known, String what) {
        Object loaded =
                new Load(LoadSettings.builder().setMaxAliasesForCollections(10).build()).loadFromString(text);
        if (!(loaded instanceof Map<?, ?> yaml)) {
            throw new IllegalArgumentException("it is no list of \"name: value\" lines");
        }
        for (Object name : yaml.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw new IllegalArgumentException("\"" + name + "\" is nothing that " + what + " has");
            }
        }
        return yaml;
    }
}
