package dev.riffle.workbench.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A map of a YAML text that knows in which line each value stands, so that what is wrong with one can say so. */
final class YamlMap {

    private final Map<String, Node> values = new HashMap<>();
    private final int firstLine;
    private final int line;

    private YamlMap(MappingNode node, int firstLine, Set<String> known, String what) {
        this.firstLine = firstLine;
        this.line = line(node);
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                throw new FileProblem(line(entry.getKeyNode()), "\"" + key + "\" is nothing that a " + what + " has");
            }
            if (values.put(key, entry.getValueNode()) != null) {
                throw new FileProblem(line(entry.getKeyNode()), "\"" + key + "\" is there twice");
            }
        }
    }

    /**
     * @param firstLine of the text in its file, from 1
     * @param known the names that it may have
     * @param what it describes, in a word
     * @throws FileProblem when it is none
     */
    static YamlMap read(String text, int firstLine, Set<String> known, String what) {
        Node root;
        try {
            root = new Compose(
                            LoadSettings.builder().setAllowDuplicateKeys(true).build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            int found = e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
            throw new FileProblem(firstLine + found, "this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new FileProblem(firstLine, "this is no YAML");
        }
        if (root instanceof MappingNode map) {
            return new YamlMap(map, firstLine, known, what);
        }
        throw new FileProblem(firstLine, "a " + what + " is a list of \"name: value\" lines");
    }

    private int line(Node node) {
        return firstLine + node.getStartMark().map(mark -> mark.getLine()).orElse(0);
    }

    FileProblem problem(String key, String message) {
        Node node = values.get(key);
        return new FileProblem(node == null ? line : line(node), message);
    }

    /** Null where it is not there. */
    @Nullable
    String text(String key, int most) {
        Node node = values.get(key);
        if (node == null || Tag.NULL.equals(node.getTag())) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw problem(key, "\"" + key + "\" is a text");
        }
        if (scalar.getValue().length() > most) {
            throw problem(key, "\"" + key + "\" has at most " + most + " characters");
        }
        return scalar.getValue();
    }

    int number(String key) {
        try {
            return Integer.parseInt(String.valueOf(text(key, 20)));
        } catch (NumberFormatException e) {
            throw problem(key, "\"" + key + "\" is a whole number");
        }
    }

    /** Empty where it is not there. */
    List<YamlMap> maps(String key, Set<String> known, String what) {
        Node node = values.get(key);
        List<YamlMap> maps = new ArrayList<>();
        if (node == null || Tag.NULL.equals(node.getTag())) {
            return maps;
        }
        if (!(node instanceof SequenceNode list)) {
            throw problem(key, "\"" + key + "\" is a list");
        }
        for (Node item : list.getValue()) {
            if (!(item instanceof MappingNode map)) {
                throw new FileProblem(line(item), "a " + what + " is a list of \"name: value\" lines");
            }
            maps.add(new YamlMap(map, firstLine, known, what));
        }
        return maps;
    }
}
