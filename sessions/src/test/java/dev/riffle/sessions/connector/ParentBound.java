package dev.riffle.sessions.connector;

import java.io.IOException;
import java.util.Arrays;

/** Runs another main class in a process that ends when its parent does: the parent holds standard input open. */
public final class ParentBound {

    private ParentBound() {}

    public static void main(String[] arguments) throws Exception {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // The parent never writes.
                        }
                    } catch (IOException e) {
                        // The pipe is broken: the parent is gone as well.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
