package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * What one section has measured, as it is kept in docs/benchmarks: its part of the page is made from this alone.
 *
 * @param otherCores cores that were busy with anything else meanwhile; −1 where unknown
 */
record Fragment(Environment environment, double otherCores, Map<String, String> settings, JsonNode results) {

    static Path file(Path output, String section) {
        return output.resolve("benchmarks").resolve(section + ".json");
    }

    void write(Path output, String section) throws IOException {
        Path file = file(output, section);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.lines(this));
    }

    static Fragment read(Path output, String section) throws IOException {
        return Json.parse(Files.readString(file(output, section)), Fragment.class);
    }
}
