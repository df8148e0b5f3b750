package dev.riffle.sessions.cluster.child;

import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** Main class of a child process: a JobManager or a TaskManager that ends when its parent does. */
public final class ClusterProcess {

    private ClusterProcess() {}

    /**
     * Starts Flink.
     *
     * @param arguments the role ({@code jobmanager} or {@code taskmanager}), then the folder of its config.yaml
     */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.start();
        String[] flinkArguments = {"--configDir", arguments[1]};
        switch (arguments[0]) {
            case "jobmanager" -> StandaloneSessionClusterEntrypoint.main(flinkArguments);
            case "taskmanager" -> TaskManagerRunner.main(flinkArguments);
            default -> throw new IllegalArgumentException("unknown role " + arguments[0]);
        }
    }
}
