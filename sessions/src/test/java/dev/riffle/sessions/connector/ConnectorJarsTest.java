package dev.riffle.sessions.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.LocalCluster;
import dev.riffle.sessions.cluster.LocalClusterOptions;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.statement.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors that are not in the box: their jars are given to a cluster as it starts. */
class ConnectorJarsTest {

    private static final String TABLE = "CREATE TABLE numbers (n BIGINT) WITH ('connector' = '%s');";

    @Test
    void aJarThatIsGivenToTheClusterIsKnownToSessionsAndGoesWithNoJob(@TempDir Path folder) throws IOException {
        LocalClusterOptions usual = LocalClusterOptions.of(TestCluster.classPath(), folder.resolve("cluster"));
        LocalClusterOptions options = new LocalClusterOptions(
                usual.classPath(),
                List.of(droppedJar(Files.createDirectory(folder.resolve("with a space")))),
                usual.directory(),
                usual.jobManagerHeapMegabytes(),
                usual.taskManagerProcessMegabytes(),
                usual.slots(),
                Map.of(),
                usual.logFormat(),
                Optional.empty());
        try (LocalCluster cluster = new LocalCluster(options, new ClusterClient())) {
            cluster.start();
            try (Cells cells = new Cells(cluster, RuntimeMode.STREAMING)) {
                assertThat(cells.rows(TABLE.formatted("dropped") + "SELECT n FROM numbers"))
                        .isEqualTo("[[1], [2], [3]]");
                assertThat(cells.rows("SHOW JARS")).isEqualTo("[]");
            }
        }
    }

    @Test
    void anErrorSaysWhichJarToPutWhere() {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            assertThat(hint(cells, "mysql-cdc"))
                    .contains("flink-sql-connector-mysql-cdc")
                    .contains("\"connectors\" of the data directory");
            assertThat(hint(cells, "dropped")).startsWith("It is not in the box.");
            assertThat(hint(cells, "kafca")).isEqualTo("Did you mean 'kafka'?");
        }
    }

    private static String hint(Cells cells, String connector) {
        RunStatus status = cells.awaitEnd(
                cells.start("DROP TABLE IF EXISTS numbers; " + TABLE.formatted(connector) + "SELECT n FROM numbers"));
        assertThat(status.state()).isEqualTo(RunState.FAILED);
        Problem problem = Objects.requireNonNull(
                status.statements().get(status.statements().size() - 1).problem());
        assertThat(problem.code()).isEqualTo("CONNECTOR_NOT_FOUND");
        return Objects.requireNonNull(problem.hint());
    }

    private static Path droppedJar(Path folder) throws IOException {
        Path source = folder.resolve("DroppedFactory.java");
        try (InputStream text =
                Objects.requireNonNull(ConnectorJarsTest.class.getResourceAsStream("DroppedFactory.java.txt"))) {
            Files.copy(text, source);
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int outcome = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(outcome).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.apache.flink.table.factories.Factory"), "dropped.DroppedFactory\n");
        Path jar = folder.resolve("dropped.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
