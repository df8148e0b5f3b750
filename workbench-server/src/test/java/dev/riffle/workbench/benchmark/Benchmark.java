package dev.riffle.workbench.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** Runs the sections that were asked for, prints what they found, and writes docs/benchmarks.md. */
final class Benchmark {

    private static final List<Section<?>> SECTIONS =
            List.of(new Throughput(), new Latency(), new Viewers(), new Compression(), new Soak());

    private Benchmark() {}

    /**
     * Measures.
     *
     * @param arguments as {@link BenchmarkOptions#HELP} tells
     */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            System.out.print(BenchmarkOptions.HELP);
            return;
        }
        BenchmarkOptions options;
        try {
            options = BenchmarkOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Path root = Path.of("").toAbsolutePath();
        System.err.println("Starting a session cluster and the server…");
        try (Testbed testbed = Testbed.start(
                root, List.of(System.getProperty("riffle.flink.options").split(" ")))) {
            for (Section<?> section : SECTIONS) {
                if (options.sections().contains(section.name())) {
                    run(section, testbed, options);
                }
            }
        }
        System.out.println("Written: " + options.output().resolve("benchmarks.md"));
    }

    private static <R> void run(Section<R> section, Testbed testbed, BenchmarkOptions options) throws Exception {
        System.err.println("Measuring " + section.name() + "…");
        Environment environment = Environment.of(testbed);
        R results;
        double otherCores;
        try (OtherLoad others = new OtherLoad()) {
            results = section.measure(testbed, options);
            otherCores = others.cores();
        }
        JsonNode kept = Json.parse(Json.line(results));
        Fragment fragment = new Fragment(environment, otherCores, section.settings(options), kept);
        fragment.write(options.output(), section.name());
        Page.write(options.output(), SECTIONS);
        System.out.println(Page.part(section, fragment));
    }
}
