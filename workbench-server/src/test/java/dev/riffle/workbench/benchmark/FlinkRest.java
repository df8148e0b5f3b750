package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** Flink's own REST interface, where jobs tell how much they read. */
final class FlinkRest {

    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A source operator of a job: where its count of rows is found. */
    record Source(String vertex, String metric) {}

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    FlinkRest(URI address) {
        this.address = address;
    }

    String flinkVersion() throws IOException, InterruptedException {
        return get("/overview").path("flink-version").asText();
    }

    /** The source operators of a running job, as soon as their counters are known. Parallelism is 1. */
    List<Source> awaitSources(String job) throws IOException, InterruptedException {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < until) {
            JsonNode details = get("/jobs/" + job);
            String state = details.path("state").asText();
            if (ENDED.contains(state)) {
                throw new IOException("the job is " + state + ": "
                        + get("/jobs/" + job + "/exceptions")
                                .path("root-exception")
                                .asText());
            }
            List<Source> sources = new ArrayList<>();
            int expected = 0;
            for (JsonNode vertex : details.path("vertices")) {
                // Joins of two tables may share a vertex only if they share a source.
                if (vertex.path("name").asText().startsWith("Source:")) {
                    expected++;
                    sources.addAll(sourcesOf(job, vertex.path("id").asText()));
                }
            }
            if (expected > 0 && sources.size() >= expected) {
                return sources;
            }
            Thread.sleep(100);
        }
        throw new IOException("the job " + job + " has no source that counts");
    }

    private List<Source> sourcesOf(String job, String vertex) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode metric : get("/jobs/" + job + "/vertices/" + vertex + "/metrics")) {
            String name = metric.path("id").asText();
            if (name.startsWith("0.Source_") && name.endsWith(".numRecordsOut")) {
                names.add(name);
            }
        }
        return names.stream().map(name -> new Source(vertex, name)).toList();
    }

    /** Rows that left the sources up to the JobManager's last look, which each call sets off anew. */
    long rows(String job, List<Source> sources) throws IOException, InterruptedException {
        long rows = 0;
        for (Source source : sources) {
            JsonNode answer = get("/jobs/" + job + "/vertices/" + source.vertex() + "/metrics?get="
                    + URLEncoder.encode(source.metric(), StandardCharsets.UTF_8));
            rows += answer.path(0).path("value").asLong();
        }
        return rows;
    }

    /** Cancels the job if it still runs, and waits for its end. */
    void cancel(String job) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/jobs/" + job + "?mode=cancel"))
                .timeout(TIMEOUT)
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (!ENDED.contains(get("/jobs/" + job).path("state").asText())) {
            if (System.nanoTime() > until) {
                throw new IOException("the job " + job + " does not end");
            }
            Thread.sleep(50);
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString() + path))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return Json.parse(response.body());
    }
}
