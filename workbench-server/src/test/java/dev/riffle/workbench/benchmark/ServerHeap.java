package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM, asked for with the JDK's {@code jcmd}. */
final class ServerHeap {

    private static final Pattern USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");

    private static final int LOOKS = 3;

    private ServerHeap() {}

    /** Bytes that are in use after a full garbage collection. */
    static long afterCollection(long pid) throws IOException, InterruptedException {
        ask(pid, "GC.run");
        String answer = ask(pid, "GC.heap_info");
        Matcher used = USED.matcher(answer);
        if (!used.find()) {
            throw new IOException("jcmd does not tell the heap of process " + pid + ": " + answer);
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    /** The least of a few looks: what was on its way at one moment is gone at another. */
    static long leastAfterCollection(long pid) throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            least = Math.min(least, afterCollection(pid));
        }
        return least;
    }

    private static String ask(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }
}
