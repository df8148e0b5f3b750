package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used up to a moment, as the operating system counts it.
 *
 * @param cpu of all its threads
 * @param readBytes what it has read, from sockets for the most part; −1 where the system does not tell
 * @param at {@link System#nanoTime()}
 */
record ProcessUsage(Duration cpu, long readBytes, long at) {

    static ProcessUsage of(long pid) {
        Duration cpu = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        return new ProcessUsage(cpu, field(pid, "io", "rchar:"), System.nanoTime());
    }

    /** Cores that were busy with it from then to now. */
    double cores(ProcessUsage now) {
        return (double) now.cpu.minus(cpu).toNanos() / (now.at - at);
    }

    /** Bytes a second that it has read from then to now. */
    double readRate(ProcessUsage now) {
        return readBytes < 0 ? -1 : (now.readBytes - readBytes) * 1e9 / (now.at - at);
    }

    /** Memory that is resident, in bytes; −1 where the system does not tell. */
    static long residentBytes(long pid) {
        long kilobytes = field(pid, "status", "VmRSS:");
        return kilobytes < 0 ? -1 : kilobytes * 1024;
    }

    private static long field(long pid, String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
            for (String line : lines) {
                if (line.startsWith(name)) {
                    return Long.parseLong(
                            line.substring(name.length()).replace("kB", "").strip());
                }
            }
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
