package dev.riffle.workbench.live;

import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.notebook.Notebook;
import java.util.List;
import java.util.stream.Stream;

/** A document and the rows of its queries as they were at one moment. A value: nothing in it moves any more. */
public sealed interface FrozenDocument {

    /** One for each result of a query that is shown. */
    List<Snapshot> results();

    FrozenDocument withResults(List<Snapshot> results);

    /** A notebook with the newest runs of its cells. */
    record OfNotebook(Notebook notebook, List<RunStatus> runs, List<Snapshot> results) implements FrozenDocument {

        public OfNotebook {
            runs = List.copyOf(runs);
            results = List.copyOf(results);
        }

        static OfNotebook now(Notebook notebook, List<RunStatus> runs) {
            return new OfNotebook(notebook, runs, resultsOf(runs.stream()));
        }

        @Override
        public OfNotebook withResults(List<Snapshot> others) {
            return new OfNotebook(notebook, runs, others);
        }
    }

    /** A dashboard with what its tiles show. */
    record OfDashboard(Dashboard dashboard, List<TileSource> sources, List<Snapshot> results)
            implements FrozenDocument {

        public OfDashboard {
            sources = List.copyOf(sources);
            results = List.copyOf(results);
        }

        static OfDashboard now(Dashboard dashboard, List<TileSource> sources) {
            return new OfDashboard(
                    dashboard, sources, resultsOf(sources.stream().flatMap(source -> Stream.ofNullable(source.run()))));
        }

        @Override
        public OfDashboard withResults(List<Snapshot> others) {
            return new OfDashboard(dashboard, sources, others);
        }
    }

    /** Of queries alone, as share links show them; what two tiles show is taken once. */
    private static List<Snapshot> resultsOf(Stream<RunStatus> runs) {
        return runs.flatMap(run -> run.statements().stream())
                .filter(statement -> statement.statement().kind() == StatementKind.QUERY)
                .flatMap(statement -> Stream.ofNullable(statement.result()))
                .distinct()
                .map(ViewFeed::snapshot)
                .toList();
    }
}
