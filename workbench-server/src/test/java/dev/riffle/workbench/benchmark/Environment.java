package dev.riffle.workbench.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param at ISO 8601, UTC
 * @param processor its model, as the operating system names it
 * @param cores that the JVM may use
 * @param riffleVersion as the server tells it
 * @param commit of the source, "+" behind it where the source was changed since; empty where unknown
 */
record Environment(
        String at,
        String processor,
        int cores,
        long memoryBytes,
        String operatingSystem,
        String java,
        String flinkVersion,
        String riffleVersion,
        String commit) {

    static Environment of(Testbed testbed) throws IOException, InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                readProcessor(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                system.getName() + " " + system.getVersion(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                testbed.flink().flinkVersion(),
                testbed.server().version(),
                readCommit());
    }

    private static String readProcessor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String readCommit() throws InterruptedException {
        String commit = git("rev-parse", "--short", "HEAD");
        // What is measured is the source, not the results of earlier runs beside it.
        boolean changed = !git("status", "--porcelain", "--", ".", ":!docs").isEmpty();
        return changed ? commit + "+" : commit;
    }

    private static String git(String... arguments) throws InterruptedException {
        try {
            String[] command =
                    Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? answer.strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Measured %s on %s, %d cores, %.1f GB of memory, %s; %s; Flink %s; Riffle %s%s.",
                at.replace("T", " ").replace("Z", " UTC"),
                processor,
                cores,
                memoryBytes / 1e9,
                operatingSystem,
                java,
                flinkVersion,
                riffleVersion,
                commit.isEmpty() ? "" : " (" + commit + ")");
    }
}
