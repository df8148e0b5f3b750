package dev.riffle.workbench.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured, and for how long.
 *
 * @param sections names of sections, in the order in which they run
 * @param cases queries of the throughput section
 * @param viewers numbers of viewers, ascending
 * @param output folder of benchmarks.md and its fragments
 */
record BenchmarkOptions(
        List<String> sections,
        List<ThroughputCase> cases,
        int seconds,
        int warmUpSeconds,
        int rounds,
        int latencySeconds,
        List<Integer> viewers,
        int viewerSeconds,
        int soakMinutes,
        Path output) {

    static final List<String> SECTIONS = List.of("throughput", "latency", "viewers", "compression", "soak");

    /** The soak run takes as long as all others together, so it is only run when it is named. */
    static final List<String> WITHOUT_SOAK = List.of("throughput", "latency", "viewers", "compression");

    static final String HELP = """
            Measures Riffle beside Flink's own ways, on a session cluster of its own, and writes docs/benchmarks.md.

            Usage: ./benchmark [throughput] [latency] [viewers] [compression] [soak] [options]

            Without a section: all but soak, in about thirteen minutes. A section that runs again replaces only its own
            part of docs/benchmarks.md; what it measured is kept in docs/benchmarks/. The figures are those of the
            machine as it is: let nothing else run on it.

              throughput              events/s in the job: into blackhole, through plain collect, through Riffle
              latency                 from the making of an event to the client: plain collect, Riffle
              viewers                 many WebSocket viewers of one notebook, and a frozen one among them
              compression             what compressing the messages to browsers would save and cost
              soak                    heaps of server and browser over a long time, beside a slow viewer

              --seconds N             length of a measurement of throughput (5)
              --warm-up N             seconds before each (3)
              --rounds N              rounds of throughput and latency; of more than one, the median is taken (1)
              --cases a,b16,…         queries of throughput: a, b16, b10k, b1m, c, d, e (all)
              --latency-seconds N     length of a measurement of latency (20)
              --viewers N,N,…         numbers of viewers (1,10,100,1000)
              --viewer-seconds N      length of a measurement of viewers (10)
              --soak-minutes N        length of the soak run, up to 1440 (30)
              --output DIR            where benchmarks.md is written (docs)
              --help                  this text
            """;

    static BenchmarkOptions parse(String[] arguments) {
        List<String> sections = new ArrayList<>();
        BenchmarkOptions options = new BenchmarkOptions(
                WITHOUT_SOAK,
                List.of(ThroughputCase.values()),
                5,
                3,
                1,
                20,
                List.of(1, 10, 100, 1_000),
                10,
                30,
                Path.of("docs"));
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (SECTIONS.contains(argument)) {
                sections.add(argument);
            } else if (argument.startsWith("--")) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(argument + " needs a value.");
                }
                options = options.with(argument.substring(2), arguments[++i]);
            } else {
                throw new IllegalArgumentException(
                        "\"" + argument + "\" is no section. ./benchmark --help lists them.");
            }
        }
        return sections.isEmpty()
                ? options
                : options.withSections(
                        SECTIONS.stream().filter(sections::contains).toList());
    }

    private BenchmarkOptions withSections(List<String> named) {
        return new BenchmarkOptions(
                named,
                cases,
                seconds,
                warmUpSeconds,
                rounds,
                latencySeconds,
                viewers,
                viewerSeconds,
                soakMinutes,
                output);
    }

    private BenchmarkOptions with(String name, String value) {
        if (!HELP.contains("  --" + name + " ")) {
            throw new IllegalArgumentException("--" + name + " is no option. ./benchmark --help lists them.");
        }
        return new BenchmarkOptions(
                sections,
                name.equals("cases") ? casesOf(value) : cases,
                name.equals("seconds") ? number(name, value, 2, 600) : seconds,
                name.equals("warm-up") ? number(name, value, 0, 600) : warmUpSeconds,
                name.equals("rounds") ? number(name, value, 1, 99) : rounds,
                name.equals("latency-seconds") ? number(name, value, 2, 3_600) : latencySeconds,
                name.equals("viewers") ? viewersOf(value) : viewers,
                name.equals("viewer-seconds") ? number(name, value, 2, 3_600) : viewerSeconds,
                name.equals("soak-minutes") ? number(name, value, 1, 1_440) : soakMinutes,
                name.equals("output") ? Path.of(value) : output);
    }

    private static List<ThroughputCase> casesOf(String value) {
        List<String> named = Arrays.asList(value.split(",", -1));
        List<ThroughputCase> cases = Arrays.stream(ThroughputCase.values())
                .filter(query -> named.contains(query.id()))
                .toList();
        if (cases.size() != named.size()) {
            throw new IllegalArgumentException("--cases are of a, b16, b10k, b1m, c, d, e, not \"" + value + "\".");
        }
        return cases;
    }

    private static List<Integer> viewersOf(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(part -> number("viewers", part, 1, 20_000))
                .sorted()
                .toList();
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of its bounds is.
        }
        throw new IllegalArgumentException("--" + name + " is from " + least + " to " + most + ", not " + value + ".");
    }
}
