package dev.riffle.sessions.cluster.child;

import java.io.IOException;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * Main class of a child process: a JobManager or a TaskManager that ends when its parent does. The parent holds the
 * other end of standard input and never writes; the end of the stream means that the parent is gone, however it went.
 */
public final class ClusterProcess {

    private ClusterProcess() {}

    /**
     * Starts Flink.
     *
     * @param arguments the role ({@code jobmanager} or {@code taskmanager}), then the folder of its config.yaml
     */
    public static void main(String[] arguments) throws Exception {
        endWithParent();
        String[] flinkArguments = {"--configDir", arguments[1]};
        switch (arguments[0]) {
            case "jobmanager" -> StandaloneSessionClusterEntrypoint.main(flinkArguments);
            case "taskmanager" -> TaskManagerRunner.main(flinkArguments);
            default -> throw new IllegalArgumentException("unknown role " + arguments[0]);
        }
    }

    private static void endWithParent() {
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
