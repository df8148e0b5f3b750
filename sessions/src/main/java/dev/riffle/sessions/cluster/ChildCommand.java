package dev.riffle.sessions.cluster;

import dev.riffle.sessions.cluster.child.ClusterProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The command line and configuration folder of one child process.
 *
 * @param role {@code jobmanager} or {@code taskmanager}; of another process what it is called
 * @param command program and arguments
 * @param logFile newest log of the process
 * @param outputFile what it prints, e.g. the rows of the {@code print} connector
 * @param timeToEnd how long it may take to end when it is asked to
 */
public record ChildCommand(String role, List<String> command, Path logFile, Path outputFile, Duration timeToEnd) {

    private static final Duration TIME_TO_END = Duration.ofSeconds(3);

    /** A process that writes an archive of its classes does so when it ends. */
    private static final Duration TIME_TO_ARCHIVE = Duration.ofMinutes(2);

    /** What Flink's own configuration opens of the JDK's modules. */
    static final List<String> MODULE_OPTIONS = List.of(
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    /** As for the server's JVM: what a job runs in earnest is optimized a moment later, and a start does not wait for the rest. */
    private static final List<String> LATE_OPTIMIZING = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    public ChildCommand {
        command = List.copyOf(command);
    }

    static ChildCommand jobManager(LocalClusterOptions options, ClusterPorts ports) throws IOException {
        Map<String, String> settings = commonSettings(options, ports);
        return write(
                "jobmanager",
                options,
                settings,
                List.of(
                        "-Xmx" + options.jobManagerHeapMegabytes() + "m",
                        "-Xms64m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1"));
    }

    static ChildCommand taskManager(LocalClusterOptions options, ClusterPorts ports) throws IOException {
        Map<String, String> settings = commonSettings(options, ports);
        Configuration configuration = Configuration.fromMap(settings);
        configuration.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(options.taskManagerProcessMegabytes()));
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        putDynamicSettings(settings, TaskExecutorProcessUtils.generateDynamicConfigsStr(memory));
        settings.putAll(options.configuration());
        List<String> jvm = new ArrayList<>(Arrays.asList(
                ProcessMemoryUtils.generateJvmParametersStr(memory).strip().split("\\s+", -1)));
        jvm.removeIf(option -> option.startsWith("-Xms"));
        jvm.add("-Xms128m");
        jvm.add("-XX:+UseG1GC");
        jvm.add("-XX:+ExitOnOutOfMemoryError");
        jvm.addAll(LATE_OPTIMIZING);
        return write("taskmanager", options, settings, jvm);
    }

    private static Map<String, String> commonSettings(LocalClusterOptions options, ClusterPorts ports) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(ports.rpc()));
        settings.put("jobmanager.memory.heap.size", options.jobManagerHeapMegabytes() + "m");
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(ports.rest()));
        settings.put("rest.bind-port", Integer.toString(ports.rest()));
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(options.slots()));
        settings.put("taskmanager.memory.network.min", "128m");
        settings.put("taskmanager.memory.network.max", "128m");
        settings.put("web.submit.enable", "false");
        settings.put("web.cancel.enable", "true");
        settings.put("web.tmpdir", temporary(options).toString());
        settings.put("io.tmp.dirs", temporary(options).toString());
        settings.put("blob.storage.directory", temporary(options).toString());
        // Without a place for them, a task with more than 5 MB of state can't be checkpointed.
        settings.put(
                "execution.checkpointing.dir",
                temporary(options).resolve("checkpoints").toUri().toString());
        settings.put("parallelism.default", "1");
        settings.put("classloader.check-leaked-classloader", "false");
        settings.put("cluster.io-pool.size", "8");
        settings.put("jobstore.max-capacity", "200");
        settings.put("heartbeat.interval", "2000");
        settings.put("heartbeat.timeout", "10000");
        settings.put("resourcemanager.taskmanager-registration.timeout", "30 s");
        settings.put("slot.request.timeout", "30000");
        settings.putAll(options.configuration());
        return settings;
    }

    /** Takes over what Flink's own scripts would pass as {@code -D name=value -D name=value}. */
    private static void putDynamicSettings(Map<String, String> settings, String dynamic) {
        for (String word : dynamic.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                settings.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    static Path temporary(LocalClusterOptions options) {
        return options.directory().resolve("tmp").toAbsolutePath();
    }

    private static ChildCommand write(
            String role, LocalClusterOptions options, Map<String, String> settings, List<String> jvmOptions)
            throws IOException {
        Path folder = options.directory().resolve(role).toAbsolutePath();
        Path logs = options.directory().resolve("logs").toAbsolutePath();
        Files.createDirectories(folder);
        Files.createDirectories(logs);
        Files.createDirectories(temporary(options));
        Files.writeString(
                folder.resolve("config.yaml"),
                settings.entrySet().stream()
                        .map(setting ->
                                setting.getKey() + ": '" + setting.getValue().replace("'", "''") + "'\n")
                        .collect(Collectors.joining()));
        Path logFile = options.logFormat().file(logs, role);
        Path logging = folder.resolve("log4j2.properties");
        Files.writeString(logging, loggingConfiguration(options.logFormat().appender(logFile)));

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(MODULE_OPTIONS);
        options.archives().ifPresent(archives -> command.addAll(archives.options(role)));
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add("-Dlog4j.configurationFile=" + logging);
        command.add("-Dlog4j2.disable.jmx=true");
        command.add("-cp");
        // Further connectors come last: archives of classes hold for what begins as it did when they were made.
        command.add(Stream.concat(options.classPath().stream(), options.connectors().stream())
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(ClusterProcess.class.getName());
        command.add(role);
        command.add(folder.toString());
        boolean archiving =
                options.archives().filter(archives -> !archives.made()).isPresent();
        return new ChildCommand(
                role, command, logFile, logs.resolve(role + ".out"), archiving ? TIME_TO_ARCHIVE : TIME_TO_END);
    }

    private static String loggingConfiguration(String appender) {
        return """
                rootLogger.level = INFO
                rootLogger.appenderRef.file.ref = File
                logger.pekko.name = org.apache.pekko
                logger.pekko.level = WARN
                logger.kafka.name = org.apache.flink.kafka.shaded.org.apache.kafka
                logger.kafka.level = WARN
                logger.native.name = org.apache.hadoop.util.NativeCodeLoader
                logger.native.level = ERROR
                logger.hadoop.name = org.apache.flink.runtime.util.HadoopUtils
                logger.hadoop.level = ERROR
                """ + appender;
    }
}
