package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** docs/benchmarks.md, made anew from the fragments of all sections that were ever run. */
final class Page {

    private static final String BEGINNING = """
            # Benchmarks

            Made by `./benchmark` from the fragments in [`benchmarks`](benchmarks); nothing here is typed by hand, and
            `./benchmark --help` tells how to make it again. Everything runs on one machine in processes of its own: a Flink
            session cluster (JobManager, TaskManager), the server as `./riffle` starts it, the client it is compared with,
            and the viewers. What is compared is measured in one run, one after the other. Each section tells when and
            where it was measured, and how busy the machine was with anything else.
            """;

    private Page() {}

    static void write(Path output, List<Section<?>> sections) throws IOException {
        StringBuilder page = new StringBuilder(BEGINNING);
        for (Section<?> section : sections) {
            if (Files.exists(Fragment.file(output, section.name()))) {
                page.append('\n').append(part(section, Fragment.read(output, section.name())));
            }
        }
        Files.writeString(output.resolve("benchmarks.md"), page.toString());
    }

    static <R> String part(Section<R> section, Fragment fragment) {
        String settings = fragment.settings().entrySet().stream()
                .map(setting -> setting.getKey() + ": " + setting.getValue())
                .collect(Collectors.joining("; "));
        String others = fragment.otherCores() < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Other programs kept %.2f cores of the machine busy meanwhile.",
                        fragment.otherCores());
        return section.markdown(Json.parse(fragment.results().toString(), section.type())) + "\n"
                + fragment.environment().sentence() + others + "\nSettings: " + settings + ".\n";
    }
}
