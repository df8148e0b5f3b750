package dev.riffle.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The sample notebooks that come with Riffle. */
public final class Samples {

    private Samples() {}

    /** In the order in which to read them. */
    public static List<Sample> all() {
        return List.of(
                sample(
                        "shapes",
                        "Shapes: a stream you can see",
                        "Coloured shapes arrive without end: what a filter forgets and a count remembers."),
                sample(
                        "flights",
                        "Flights: a table, then a stream",
                        "20,000 real flights, first as a bounded table, then replayed in event time with windows."),
                sample(
                        "batch-and-stream",
                        "Batch and stream are one",
                        "The same query over a Parquet file and over its replay: two ways to equal tables."),
                sampleOverKafka(
                        "flights-over-kafka",
                        "Flights over Kafka",
                        "Flights go into a topic and come out as delays, airports and a picture of the traffic."),
                sampleOverKafka(
                        "fraud",
                        "Fraud: patterns in a stream",
                        "Card testing and impossible travel, found with MATCH_RECOGNIZE, as alerts in a topic."),
                sampleOverKafka(
                        "pipeline",
                        "Pipeline: clean a topic",
                        "One job reads a topic once, and writes clean records, broken ones and Parquet files."));
    }

    public static Optional<Sample> find(String name) {
        return all().stream().filter(sample -> sample.name().equals(name)).findFirst();
    }

    private static Sample sample(String name, String title, String description) {
        return read(name, title, description, false);
    }

    private static Sample sampleOverKafka(String name, String title, String description) {
        return read(name, title, description, true);
    }

    private static Sample read(String name, String title, String description, boolean needsKafka) {
        try (InputStream file =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/samples/" + name + ".md"), name)) {
            return new Sample(
                    name, title, description, needsKafka, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
