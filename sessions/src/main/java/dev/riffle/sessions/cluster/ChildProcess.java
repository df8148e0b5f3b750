package dev.riffle.sessions.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One child process that is started again whenever it ends, until this is closed. Safe for use from any thread;
 * listeners are told on the process's own thread.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final int OUTPUT_LINES = 40;
    private static final long MOST_OUTPUT_BYTES = 10L << 20;

    /** What has to be done before each start. */
    public interface Preparation {
        void prepare() throws IOException;
    }

    private final ChildCommand command;
    private final Consumer<String> onRestart;
    private final Preparation preparation;
    private final Object lock = new Object();
    private final Thread supervisor;

    @GuardedBy("lock")
    private @Nullable Process process;

    @GuardedBy("lock")
    private boolean closed;

    /** @param onRestart told, in a sentence, each time the process ended and will be started again */
    public ChildProcess(ChildCommand command, Consumer<String> onRestart, Preparation preparation) {
        this.command = command;
        this.onRestart = onRestart;
        this.preparation = preparation;
        this.supervisor = new Thread(this::supervise, command.role());
        this.supervisor.setDaemon(true);
    }

    public void start() {
        supervisor.start();
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                long startedAt = System.nanoTime();
                String ending;
                try {
                    preparation.prepare();
                    Process running = launch();
                    if (running == null) {
                        return;
                    }
                    ArrayDeque<String> output = drain(running);
                    ending = ending(running.waitFor(), output);
                } catch (IOException e) {
                    // No memory, no file handle, no disk: what is short now may not be in a while.
                    ending = "could not be started (" + e.getMessage() + ")";
                }
                Duration lived = Duration.ofNanos(System.nanoTime() - startedAt);
                synchronized (lock) {
                    if (closed) {
                        return;
                    }
                }
                pause = lived.compareTo(LONG_ENOUGH) > 0 ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
                onRestart.accept("The %s %s and is started again in %.1f s. Its log: %s"
                        .formatted(name(), ending, pause.toMillis() / 1000.0, command.logFile()));
                synchronized (lock) {
                    long until = System.nanoTime() + pause.toNanos();
                    while (!closed && System.nanoTime() < until) {
                        TimeUnit.NANOSECONDS.timedWait(lock, until - System.nanoTime());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Process launch() throws IOException {
        synchronized (lock) {
            if (closed) {
                return null;
            }
            process = new ProcessBuilder(command.command())
                    .redirectErrorStream(true)
                    .start();
            return process;
        }
    }

    /** Reads what the process prints until it ends, keeps it in a file and the last lines here. */
    private ArrayDeque<String> drain(Process running) throws IOException {
        ArrayDeque<String> lines = new ArrayDeque<>();
        try (BoundedOutput kept = new BoundedOutput(command.outputFile(), MOST_OUTPUT_BYTES);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (lines.size() == OUTPUT_LINES) {
                    lines.removeFirst();
                }
                lines.addLast(line.length() > 500 ? line.substring(0, 500) : line);
                kept.line(line);
                if (!reader.ready()) {
                    kept.flush();
                }
            }
        } catch (IOException e) {
            // The stream closes under the reader when the process is destroyed.
        }
        return lines;
    }

    private static String ending(int exit, ArrayDeque<String> output) {
        String last = output.stream()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .map(line -> " (" + line.strip() + ")")
                .orElse("");
        return "ended with status " + exit + last;
    }

    private String name() {
        return switch (command.role()) {
            case "jobmanager" -> "JobManager";
            case "taskmanager" -> "TaskManager";
            default -> command.role();
        };
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Ends the process so that it starts again, with the configuration as it is then. */
    void restart() {
        synchronized (lock) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** The process id, for tests that end it. */
    public long pid() {
        synchronized (lock) {
            return process == null ? -1 : process.pid();
        }
    }

    /** Asks the process to end, and ends it after some seconds. Returns when it is gone. */
    @Override
    public void close() {
        Process running;
        synchronized (lock) {
            closed = true;
            running = process;
            lock.notifyAll();
        }
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(command.timeToEnd().toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                running.waitFor(5, TimeUnit.SECONDS);
            }
            supervisor.join(2_000);
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
