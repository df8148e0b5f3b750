package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** The product as people start it, with {@code ./riffle}, spoken to over HTTP. */
final class RiffleServer implements AutoCloseable {

    private static final String PRINTED = "Riffle is at ";
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** A live result: its view, and the job that feeds it. */
    record Result(String view, String job) {}

    /** A notebook that runs. */
    record Notebook(String id, List<Result> results) {}

    private final Process process;
    private final URI address;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    private RiffleServer(Process process, URI address, String token) {
        this.process = process;
        this.address = address;
        this.token = token;
    }

    /** Starts it on a cluster that is there and has the project's jars. */
    static RiffleServer start(Path root, URI cluster, Path directory) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("riffle").toString(),
                        "--port=0",
                        "--data=" + directory,
                        "--cluster=" + cluster,
                        "--cluster-has-jars=true")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("RIFFLE_"));
        Process process = builder.start();
        CompletableFuture<URI> printed = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    process.inputReader().lines().forEach(line -> {
                        if (line.startsWith(PRINTED)) {
                            printed.complete(URI.create(line.substring(PRINTED.length())));
                        }
                    });
                    printed.completeExceptionally(new IOException("the server ended"));
                },
                "server-output");
        reader.setDaemon(true);
        reader.start();
        URI page = printed.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        RiffleServer server = new RiffleServer(
                process,
                URI.create("http://" + page.getAuthority()),
                page.getQuery().substring("token=".length()));
        server.awaitCluster();
        return server;
    }

    private void awaitCluster() throws IOException, InterruptedException {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (!get("/api/cluster").path("state").asText().equals("ready")) {
            if (System.nanoTime() > until) {
                throw new IOException("the server does not find the cluster");
            }
            Thread.sleep(100);
        }
    }

    long pid() {
        return process.pid();
    }

    URI address() {
        return address;
    }

    String token() {
        return token;
    }

    String version() throws IOException, InterruptedException {
        return get("/api/server").path("version").asText();
    }

    /**
     * Makes a notebook of these cells, runs it, and returns once all its results have rows.
     *
     * @param results how many live results it has
     */
    Notebook run(String title, List<Map<String, Object>> cells, int results) throws IOException, InterruptedException {
        String id = post("/api/notebooks", Json.line(Map.of("title", title, "cells", cells)))
                .path("id")
                .asText();
        post("/api/notebooks/" + id + "/run", "{}");
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < until) {
            List<Result> running = running(get("/api/notebooks/" + id + "/runs?wait=0"));
            if (running.size() == results) {
                return new Notebook(id, running);
            }
            Thread.sleep(50);
        }
        throw new IOException("\"" + title + "\" has no rows");
    }

    static Map<String, Object> sqlCell(String id, String text) {
        return Map.of("kind", "sql", "id", id, "text", text);
    }

    private static List<Result> running(JsonNode runs) throws IOException {
        List<Result> results = new ArrayList<>();
        for (JsonNode run : runs.path("runs")) {
            for (JsonNode statement : run.path("statements")) {
                if (statement.path("state").asText().equals("failed")) {
                    throw new IOException("a statement failed: " + statement.path("problem"));
                }
                if (statement.path("state").asText().equals("running")
                        && statement.path("result").has("view")) {
                    results.add(new Result(
                            statement.path("result").path("view").asText(),
                            statement.path("job").path("id").asText()));
                }
            }
        }
        return results;
    }

    /** Stops all that the notebook runs, and throws it away. */
    void remove(Notebook notebook) throws IOException, InterruptedException {
        post("/api/notebooks/" + notebook.id() + "/stop", "{}");
        get("/api/notebooks/" + notebook.id() + "/runs?wait=30");
        send("DELETE", "/api/notebooks/" + notebook.id(), "");
        send("DELETE", "/api/notebooks/" + notebook.id() + "?permanently=true", "");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Json.parse(send("GET", path, ""));
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return Json.parse(send("POST", path, body));
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    method + " " + path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
