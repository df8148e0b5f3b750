package dev.riffle.sessions.cluster.child;

import java.util.Arrays;

/** Runs another main class in a process that ends when its parent does. */
public final class ParentBound {

    private ParentBound() {}

    public static void main(String[] arguments) throws Exception {
        ParentWatch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
