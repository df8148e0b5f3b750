package dev.riffle.sessions.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.rest.RestAccess;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.SessionFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of three TaskManagers behind a proxy with TLS that asks for a password. */
class SecuredClusterTest {

    private static final String RIGHT = GuardedDoor.basic("riffle", "open sesame");
    private static final Pattern TASK_MANAGER = Pattern.compile("\"taskmanager-id\":\"([^\"]+)\"");
    private static final Pattern VERTEX = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    private static Path folder;
    private static ForeignCluster foreign;
    private static GuardedDoor door;

    @BeforeAll
    static void start(@TempDir Path made) throws Exception {
        folder = made;
        foreign = new ForeignCluster(folder, 3, 2);
        door = new GuardedDoor(folder, foreign.address(), "dns:localhost", RIGHT);
    }

    @AfterAll
    static void stop() throws Exception {
        door.close();
        foreign.close();
    }

    @Test
    void runsQueriesOnAllTaskManagersThroughTheDoorAlone() throws Exception {
        URI address = URI.create("https://localhost:" + door.port());
        ClusterClient client = new ClusterClient(RestAccess.to(address, RIGHT, door.certificate(), folder));
        int refused = door.refused();
        try (RemoteCluster cluster = new RemoteCluster(address, List.of(foreign.tapJar()), client)) {
            cluster.start();
            cluster.awaitReady(Duration.ofSeconds(60));
            await().atMost(Duration.ofSeconds(60)).until(() -> cluster.status().slotsTotal() == 6);
            assertThat(cluster.status().message()).isEqualTo("3 TaskManagers, 6 slots");
            try (SessionFixture fixture = new SessionFixture(cluster, client)) {
                assertThat(fixture.rows(
                                "a", "SELECT k, COUNT(*) FROM (VALUES ('x'), ('y'), ('x')) AS t (k) GROUP BY k"))
                        .containsExactlyInAnyOrder(List.of("x", 2L), List.of("y", 1L));
                assertThat(taskManagersOf(fixture, client, address)).hasSize(3);

                foreign.killAndStartAgain();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> cluster.status().state() == ClusterState.UNREACHABLE);
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> cluster.status().slotsTotal() == 6);
                assertThat(taskManagersOf(fixture, client, address)).hasSize(3);

                assertThat(fixture.rows("settings", "SET")).asString().doesNotContain(RIGHT, "sesame");
            }
        }
        assertThat(door.refused()).isEqualTo(refused);
    }

    /** Where the tasks of a query with six of each run. */
    private static Set<String> taskManagersOf(SessionFixture fixture, ClusterClient client, URI address)
            throws Exception {
        RunId run = fixture.run(
                "b",
                "SET 'parallelism.default' = '6'; CREATE OR REPLACE TABLE g (n INT) WITH ('connector' = 'datagen', "
                        + "'rows-per-second' = '60'); SELECT n, COUNT(*) FROM g GROUP BY n");
        RunStatus running = fixture.awaitThat(run, status -> status.state() == RunState.RUNNING);
        String job = Objects.requireNonNull(running.statements().get(2).jobId());
        Set<String> found = new TreeSet<>();
        var vertices = VERTEX.matcher(get(client, address.resolve("/jobs/" + job)));
        while (vertices.find()) {
            var tasks = TASK_MANAGER.matcher(
                    get(client, address.resolve("/jobs/" + job + "/vertices/" + vertices.group(1))));
            while (tasks.find()) {
                found.add(tasks.group(1));
            }
        }
        fixture.session().stop("b");
        fixture.awaitEnd(run);
        return found;
    }

    private static String get(ClusterClient client, URI address) throws IOException, InterruptedException {
        return client.access()
                .client()
                .send(client.access().request(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void saysWhatIsWrongWithTheWayToIt() throws Exception {
        String port = ":" + door.port();
        Path certificate = door.certificate();
        assertThat(said("https://localhost" + port, GuardedDoor.basic("riffle", "wrong"), certificate))
                .contains("asks who is there (401)", "cluster-password");
        assertThat(said("https://localhost" + port, null, certificate)).contains("(401)", "cluster-token");
        assertThat(said("https://localhost" + port, RIGHT, null)).contains("is not trusted", "cluster-ca");
        assertThat(said("https://127.0.0.1" + port, RIGHT, certificate)).contains("is not for that host");
        assertThat(said("http://localhost" + port, RIGHT, null)).contains("speaks no HTTP: is it https://?");
        String plain = ":" + foreign.address().getPort();
        assertThat(said("https://127.0.0.1" + plain, RIGHT, certificate)).contains("speaks no TLS: is it http://?");
        assertThat(said("http://no-such-host.invalid:8081", null, null))
                .contains("There is no host no-such-host.invalid");
        assertThat(said("http://127.0.0.1:1", null, null)).contains("Nothing listens at http://127.0.0.1:1");
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> RestAccess.to(URI.create("https://localhost" + port), null, none, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.pem");
    }

    private static String said(String address, @Nullable String authorization, @Nullable Path certificate)
            throws Exception {
        URI uri = URI.create(address);
        ClusterClient client = new ClusterClient(
                RestAccess.to(uri, authorization, certificate, Files.createTempDirectory(folder, "way")));
        try (RemoteCluster cluster = new RemoteCluster(uri, List.of(), client)) {
            cluster.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> cluster.status().state() == ClusterState.UNREACHABLE);
            return cluster.status().message();
        }
    }
}
