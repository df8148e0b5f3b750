package dev.riffle.sessions.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session cluster that was not started by this project's code and has none of its classes: Flink's own entry points on Flink's own jars. */
public final class ForeignCluster implements AutoCloseable {

    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    private final Path folder;
    private final int restPort = FreePorts.next();
    private final List<Process> processes = new ArrayList<>();
    private final int taskManagers;

    /** One TaskManager with four slots. */
    public ForeignCluster(Path folder) throws IOException {
        this(folder, 1, 4);
    }

    /** @param slots of each TaskManager */
    public ForeignCluster(Path folder, int taskManagers, int slots) throws IOException {
        this.folder = folder;
        this.taskManagers = taskManagers;
        Map<String, String> settings = new TreeMap<>();
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(FreePorts.next()));
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        settings.put("taskmanager.cpu.cores", "2.0");
        settings.put("taskmanager.memory.framework.heap.size", "128m");
        settings.put("taskmanager.memory.framework.off-heap.size", "128m");
        settings.put("taskmanager.memory.task.heap.size", "256m");
        settings.put("taskmanager.memory.task.off-heap.size", "0m");
        settings.put("taskmanager.memory.managed.size", "64m");
        settings.put("taskmanager.memory.network.min", "64m");
        settings.put("taskmanager.memory.network.max", "64m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
        settings.put("taskmanager.memory.jvm-overhead.min", "192m");
        settings.put("taskmanager.memory.jvm-overhead.max", "192m");
        settings.put("io.tmp.dirs", folder.toString());
        Files.writeString(
                folder.resolve("config.yaml"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + ": '" + setting.getValue() + "'\n")
                        .collect(Collectors.joining()));
        begin();
    }

    private void begin() throws IOException {
        start(JOB_MANAGER, "jobmanager");
        for (int number = 1; number <= taskManagers; number++) {
            start(TASK_MANAGER, "taskmanager-" + number);
        }
    }

    /** As after a loss of power: all processes are new, at the same address. */
    public void killAndStartAgain() throws IOException, InterruptedException {
        close();
        processes.clear();
        begin();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    /** A jar with the tap alone, as it is shipped with each job. */
    public URL tapJar() throws IOException {
        Path jar = folder.resolve("tap.jar");
        Path classes = Path.of("target", "classes");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes.resolve("dev/riffle/sessions/tap"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar.toUri().toURL();
    }

    private void start(String mainClass, String name) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m"));
        command.addAll(ChildCommand.MODULE_OPTIONS);
        command.addAll(List.of("-cp", classPath(), mainClass, "--configDir", folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    private static String classPath() {
        return TestCluster.classPath().stream()
                .filter(path -> !path.toString().contains("classes"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() throws InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
    }
}
