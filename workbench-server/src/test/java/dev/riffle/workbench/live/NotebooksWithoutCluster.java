package dev.riffle.workbench.live;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.RemoteCluster;
import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.FlinkSessionFactory;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.session.SessionOptions;
import dev.riffle.sessions.view.ViewBounds;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.storage.Database;
import dev.riffle.workbench.storage.NotebookStore;
import dev.riffle.workbench.storage.SessionLogStore;
import dev.riffle.workbench.version.Author;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Notebooks on a real database, and on sessions whose cluster is not there: none of them runs SQL. */
final class NotebooksWithoutCluster implements AutoCloseable {

    static final Author AUTHOR = new Author(null, "Administrator");

    private final Database database;
    private final RemoteCluster cluster;
    private final FlinkSessionFactory sessions;
    private final Clock clock;
    private final int mostOpen;
    private LiveNotebooks notebooks;

    /** @param mostOpen as of {@link LiveNotebooks} */
    NotebooksWithoutCluster(Path folder, Clock clock, int mostOpen) {
        this.clock = clock;
        this.mostOpen = mostOpen;
        database = new Database(folder);
        ClusterClient client = new ClusterClient();
        cluster = new RemoteCluster(URI.create("http://127.0.0.1:1"), List.of(), client);
        sessions = new FlinkSessionFactory(cluster, client);
        notebooks = opened();
    }

    private LiveNotebooks opened() {
        return new LiveNotebooks(
                new NotebookStore(database),
                new SessionLogStore(database),
                clock,
                sessions,
                notebook -> new SessionOptions(
                        notebook.title(),
                        "test",
                        notebook.runtimeMode(),
                        notebook.delivery(),
                        ZoneOffset.UTC,
                        100,
                        ViewBounds.DEFAULT.maxBytes(),
                        Duration.ofMillis(100)),
                mostOpen,
                new ViewerRunLimits(8, Duration.ofSeconds(30)));
    }

    Database database() {
        return database;
    }

    LiveNotebooks notebooks() {
        return notebooks;
    }

    /** As after a restart of the server. */
    LiveNotebooks openedAnew() {
        notebooks.close();
        notebooks = opened();
        return notebooks;
    }

    NotebookId create(Cell... cells) {
        return notebooks
                .create(AUTHOR, "First", RuntimeMode.STREAMING, Delivery.LIVE, List.of(cells))
                .id();
    }

    @Override
    public void close() {
        notebooks.close();
        sessions.close();
        cluster.close();
        database.close();
    }
}
