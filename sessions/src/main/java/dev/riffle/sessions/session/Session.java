package dev.riffle.sessions.session;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.view.ViewId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The Flink session of one notebook. Methods return at once; the work is done on the session's own thread, in the order
 * of the calls. Safe for use from any thread. All cells share its catalog, settings and temporary objects.
 */
public interface Session extends AutoCloseable {

    /**
     * Runs a cell. What an earlier run of the same owner still runs is stopped first, and the tables, views and
     * functions that it created are dropped; databases and catalogs stay. Results of the earlier run are forgotten once the new run has begun.
     *
     * @param id chosen by the caller, new
     * @param owner the cell
     * @param text the SQL of the cell
     * @param inputs what stands in the places of {@code ${name}}
     */
    void run(RunId id, String owner, String text, Inputs inputs);

    default void run(RunId id, String owner, String text) {
        run(id, owner, text, Inputs.none());
    }

    /**
     * As {@link #run(RunId, String, String, Inputs)}, but where the run that it replaces still waits for the cluster it takes
     * its place: what waits behind may be built on it.
     */
    void rerun(RunId id, String owner, String text, Inputs inputs);

    /**
     * What is to be run again when the values of these inputs have changed: what ran with them, and what names tables or
     * views that those created, each behind those whose creations it names. What was stopped is not among them.
     */
    CompletableFuture<List<RanCell>> affectedBy(Set<String> inputs);

    /**
     * Stops what the owner runs or has queued, and cancels its jobs. It is said to be stopped once the cluster has ended
     * them; until then they are tried again and again. Results stay.
     *
     * @param why becomes the message of the statements that end by it; null where that needs no words
     */
    void stop(String owner, @Nullable String why);

    default void stop(String owner) {
        stop(owner, null);
    }

    void stopAll();

    /** Stops the owner and drops its tables, views, functions and results: the cell is gone. */
    void forget(String owner);

    /** Takes effect from the next statement on; running jobs go on. */
    void setRuntimeMode(RuntimeMode mode);

    /** Takes effect from the next run on; results that are there stay as they are. */
    void setDelivery(Delivery delivery);

    /** The newest run of each owner. */
    List<RunStatus> runs();

    Optional<ViewFeed> feed(ViewId view);

    /** Parses and validates without running anything: what the editor underlines. */
    CompletableFuture<List<Problem>> check(String text, Inputs inputs);

    default CompletableFuture<List<Problem>> check(String text) {
        return check(text, Inputs.none());
    }

    /** What can be named in SQL here. */
    CompletableFuture<CatalogListing> catalog();

    /** Stops everything and releases the session; jobs are cancelled before this returns (waits at most 15 s). */
    @Override
    void close();
}
