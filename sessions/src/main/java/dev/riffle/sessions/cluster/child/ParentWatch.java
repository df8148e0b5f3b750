package dev.riffle.sessions.cluster.child;

import java.io.IOException;

/**
 * Ends this process when its parent does. The parent holds the other end of standard input and never writes; the end of
 * the stream means that the parent is gone, however it went.
 */
public final class ParentWatch {

    private ParentWatch() {}

    public static void start() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // The parent never writes; whatever came means nothing.
                        }
                    } catch (IOException e) {
                        // The pipe is broken: the parent is gone as well.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
