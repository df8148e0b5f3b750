package dev.riffle.sessions.connector;

import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.FreePorts;
import dev.riffle.sessions.cluster.child.ParentBound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** A Kafka broker of one node that is its own controller (KRaft), as a process of its own on loopback. */
final class KafkaBroker {

    private static final int ATTEMPTS = 3;
    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static @Nullable KafkaBroker shared;

    private final int port;
    private final Process process;

    private KafkaBroker(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** One broker for all tests of this JVM, with which it ends. */
    static synchronized KafkaBroker shared() {
        if (shared == null) {
            try {
                shared = start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    /** Again where another process took a port in between. */
    private static KafkaBroker start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("riffle-broker");
        KafkaBroker broker = null;
        for (int attempt = 0; attempt < ATTEMPTS && (broker == null || !broker.process.isAlive()); attempt++) {
            broker = launch(Files.createDirectory(folder.resolve("start-" + attempt)));
        }
        Process process = Objects.requireNonNull(broker).process;
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended with " + process.exitValue() + ", see " + folder);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroyForcibly();
            process.onExit().join();
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }));
        return broker;
    }

    /** Returns once it answers or has ended. */
    private static KafkaBroker launch(Path folder) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.next(2);
        int port = ports.get(0);
        int controller = ports.get(1);
        Path settings = folder.resolve("server.properties");
        Files.writeString(settings, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                num.partitions=2
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=2
                group.initial.rebalance.delay.ms=0
                """.formatted(
                        port, controller, folder.resolve("log").toString().replace('\\', '/')));
        Process format = java(
                folder,
                "kafka.tools.StorageTool",
                "format",
                "-t",
                "cmlmZmxlLXRlc3QtYnJva2Vy",
                "-c",
                settings.toString());
        if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
            throw new IllegalStateException("the broker's storage could not be made, see " + folder);
        }
        KafkaBroker broker = new KafkaBroker(port, java(folder, "kafka.Kafka", settings.toString()));
        await().atMost(Duration.ofSeconds(60)).until(() -> broker.answers() || !broker.process.isAlive());
        return broker;
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    /** A name that no other test uses. */
    static String newTopic() {
        return "topic-" + TOPICS.incrementAndGet();
    }

    /** The options of a table on a topic of this broker. */
    String table(String topic, String moreOptions) {
        return "WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', "
                        .formatted(topic, servers())
                + "'scan.startup.mode' = 'earliest-offset', " + moreOptions + ")";
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Process java(Path folder, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ParentBound.class.getName(),
                mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(mainClass + ".log").toFile()))
                .start();
    }
}
