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
                        "20,000 real flights, first as a bounded table, then replayed in event time with windows."));
    }

    public static Optional<Sample> find(String name) {
        return all().stream().filter(sample -> sample.name().equals(name)).findFirst();
    }

    private static Sample sample(String name, String title, String description) {
        try (InputStream file =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/samples/" + name + ".md"), name)) {
            return new Sample(name, title, description, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
