package dev.riffle.sessions.cluster;

import dev.riffle.sessions.rest.RestAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** Asks Flink's REST interface, which is the truth about jobs. Safe for use from any thread; each call is bounded. */
public final class ClusterClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A message to a task that has failed already: the news of that may come after, as a failure beside it. */
    private static final String CONSEQUENCE = "An OperatorEvent from an OperatorCoordinator to a task was lost";

    private final RestAccess access;

    /** Of clusters that let everybody in. */
    public ClusterClient() {
        this(RestAccess.open());
    }

    public ClusterClient(RestAccess access) {
        this.access = access;
    }

    /** How the cluster is reached. */
    public RestAccess access() {
        return access;
    }

    /** Counts of the cluster as {@code /overview} gives them. */
    public record Overview(int taskManagers, int slotsTotal, int slotsFree, String flinkVersion) {}

    /** A job as {@code /jobs/overview} lists it. {@code state} is Flink's word, e.g. {@code RUNNING}. */
    public record JobSummary(String id, String name, String state) {

        public boolean isTerminal() {
            return switch (state) {
                case "FINISHED", "FAILED", "CANCELED" -> true;
                default -> false;
            };
        }
    }

    /** An answer other than what was asked for. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        private final int status;

        RefusedException(String path, int status) {
            super(path + " was answered with " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    public Overview overview(URI address) throws IOException, InterruptedException {
        JsonNode answer = get(address, "/overview");
        return new Overview(
                answer.path("taskmanagers").asInt(),
                answer.path("slots-total").asInt(),
                answer.path("slots-available").asInt(),
                answer.path("flink-version").asText());
    }

    public List<JobSummary> jobs(URI address) throws IOException, InterruptedException {
        List<JobSummary> jobs = new ArrayList<>();
        for (JsonNode job : get(address, "/jobs/overview").path("jobs")) {
            jobs.add(new JobSummary(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText()));
        }
        return jobs;
    }

    /** The job's state, empty where the cluster does not know it (any more). */
    public Optional<String> jobState(URI address, String jobId) throws IOException, InterruptedException {
        HttpResponse<String> response = send(address, "/jobs/" + jobId + "/status", "GET");
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(parse(response).path("status").asText());
    }

    /** Why the job failed: the stack trace as Flink keeps it, empty where there is none. */
    public Optional<String> jobFailure(URI address, String jobId) throws IOException, InterruptedException {
        HttpResponse<String> response = send(address, "/jobs/" + jobId + "/exceptions?maxExceptions=5", "GET");
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode answer = parse(response);
        List<String> traces = new ArrayList<>();
        traces.add(answer.path("root-exception").asText(""));
        for (JsonNode entry : answer.path("exceptionHistory").path("entries")) {
            traces.add(entry.path("stacktrace").asText(""));
            for (JsonNode other : entry.path("concurrentExceptions")) {
                traces.add(other.path("stacktrace").asText(""));
            }
        }
        traces.removeIf(trace -> trace.isEmpty() || trace.equals("null"));
        return traces.stream()
                .filter(trace -> !trace.contains(CONSEQUENCE))
                .findFirst()
                .or(() -> traces.stream().findFirst());
    }

    /** Asks for the job's end; it ends some time later. A job that is gone is no error. */
    public void cancel(URI address, String jobId) throws IOException, InterruptedException {
        HttpResponse<String> response = send(address, "/jobs/" + jobId + "?mode=cancel", "PATCH");
        if (response.statusCode() >= 400 && response.statusCode() != 404 && response.statusCode() != 409) {
            throw new IOException("cancelling job " + jobId + " was answered with " + response.statusCode());
        }
    }

    /** Cancels the job and waits until the cluster says that it ended. Returns false when it has not in time. */
    public boolean cancelAndAwait(URI address, String jobId, Duration timeout)
            throws IOException, InterruptedException {
        cancel(address, jobId);
        long until = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < until) {
            Optional<String> state = jobState(address, jobId);
            if (state.isEmpty() || new JobSummary(jobId, "", state.get()).isTerminal()) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private JsonNode get(URI address, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(address, path, "GET");
        if (response.statusCode() != 200) {
            throw new RefusedException(path, response.statusCode());
        }
        return parse(response);
    }

    /** What answers there is no REST interface of Flink, where it is not JSON. */
    private static JsonNode parse(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException("what answers there is not Flink's REST interface", e);
        }
    }

    private HttpResponse<String> send(URI address, String path, String method)
            throws IOException, InterruptedException {
        HttpRequest request = access.request(address.resolve(path))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return access.client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        // HttpClient of Java 17 has nothing to close; its threads end when it is collected.
    }
}
