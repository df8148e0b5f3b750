package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How busy the machine was with anything but the benchmark, so that a reader can tell an honest figure from a disturbed
 * one. Looks once a second on a thread of its own; only Linux tells.
 */
final class OtherLoad implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;

    private final Thread thread = new Thread(this::watch, "other-load");
    private final Map<Long, Duration> ours = new HashMap<>();
    private double otherSeconds;
    private double seconds;
    private volatile boolean ended;

    OtherLoad() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            double busy = busySeconds();
            long at = System.nanoTime();
            ourSeconds();
            while (!ended && busy >= 0) {
                Thread.sleep(1_000);
                double busyNow = busySeconds();
                long now = System.nanoTime();
                otherSeconds += busyNow - busy - ourSeconds();
                seconds += (now - at) / 1e9;
                busy = busyNow;
                at = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Seconds that this process and all that descend from it were busy since the last call. */
    private double ourSeconds() {
        double sum = 0;
        try (Stream<ProcessHandle> handles = Stream.concat(
                Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())) {
            for (ProcessHandle process : handles.toList()) {
                Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
                Duration before = ours.put(process.pid(), cpu);
                sum += cpu.minus(before == null ? Duration.ZERO : before).toNanos() / 1e9;
            }
        }
        return sum;
    }

    private static double busySeconds() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] all = lines.findFirst().orElse("").split("\\s+", -1);
            // user, nice, system; then idle, iowait; then interrupts, soft interrupts, stolen by other machines.
            double ticks = 0;
            for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
                ticks += Double.parseDouble(all[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return -1;
        }
    }

    /** Cores that were busy with others, on average; −1 where the system does not tell. */
    double cores() throws InterruptedException {
        ended = true;
        thread.join();
        return seconds == 0 ? -1 : Math.max(0, otherSeconds / seconds);
    }

    @Override
    public void close() {
        ended = true;
    }
}
