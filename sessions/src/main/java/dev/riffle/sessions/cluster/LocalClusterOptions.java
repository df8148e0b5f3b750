package dev.riffle.sessions.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the child processes of a {@link LocalCluster} are started.
 *
 * @param classPath jars and folders of Flink, connectors, formats, the tap and this library
 * @param connectors jars of further connectors and formats, which this process lacks
 * @param directory for configuration, logs and temporary files; owned by one cluster at a time
 * @param jobManagerHeapMegabytes heap of the JobManager
 * @param taskManagerProcessMegabytes all memory of the TaskManager, at least 800
 * @param slots task slots of the TaskManager
 * @param configuration further Flink options, which win over those that follow from the rest
 * @param logFormat of the processes' logs
 * @param archives of the classes that the processes load, if there are any
 */
public record LocalClusterOptions(
        List<Path> classPath,
        List<Path> connectors,
        Path directory,
        int jobManagerHeapMegabytes,
        int taskManagerProcessMegabytes,
        int slots,
        Map<String, String> configuration,
        LogFormat logFormat,
        Optional<ClassArchives> archives) {

    public LocalClusterOptions {
        classPath = List.copyOf(classPath);
        connectors = List.copyOf(connectors);
        configuration = Map.copyOf(configuration);
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("a class path is needed");
        }
        if (taskManagerProcessMegabytes < 800) {
            throw new IllegalArgumentException("a TaskManager needs at least 800 MB");
        }
        if (slots < 1) {
            throw new IllegalArgumentException("a TaskManager needs a slot");
        }
    }

    /** The defaults: a JobManager of 400 MB heap and a TaskManager of 1,600 MB with 16 slots. */
    public static LocalClusterOptions of(List<Path> classPath, Path directory) {
        return new LocalClusterOptions(
                classPath, List.of(), directory, 400, 1600, 16, Map.of(), LogFormat.TEXT, Optional.empty());
    }
}
