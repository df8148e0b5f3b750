package dev.riffle.workbench.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** A page in a headless Chromium, spoken to over the DevTools protocol (chromedevtools.github.io/devtools-protocol). */
final class Chromium implements AutoCloseable {

    private static final String LISTENING = "DevTools listening on ";
    private static final int TIMEOUT_SECONDS = 60;

    /**
     * The memory of the page after a garbage collection.
     *
     * @param heapBytes of JavaScript, what its typed arrays and strings hold outside of the heap included
     * @param nodes of the DOM
     */
    record Memory(long heapBytes, long nodes) {}

    private final Process process;
    private final WebSocket socket;
    private final Answers answers;
    private final AtomicInteger newestId = new AtomicInteger();

    private Chromium(Process process, WebSocket socket, Answers answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /** Starts the browser, {@code program}, with a profile of its own. */
    static Chromium start(String program, Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--window-size=1440,2400",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        CompletableFuture<URI> listening = new CompletableFuture<>();
        Thread reader = new Thread(() -> awaitAddress(process, listening), "chromium-output");
        reader.setDaemon(true);
        reader.start();
        URI browser = listening.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        HttpClient http = HttpClient.newHttpClient();
        Answers answers = new Answers();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(pageOf(http, browser), answers)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return new Chromium(process, socket, answers);
    }

    private static void awaitAddress(Process process, CompletableFuture<URI> listening) {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LISTENING)) {
                    listening.complete(URI.create(line.substring(LISTENING.length())));
                }
            }
        } catch (IOException e) {
            // The browser is gone.
        }
        listening.completeExceptionally(new IOException("Chromium ended"));
    }

    private static URI pageOf(HttpClient http, URI browser) throws IOException, InterruptedException {
        URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
        String answer = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : Json.parse(answer)) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("Chromium has no page: " + answer);
    }

    void open(String address) throws Exception {
        ask("Page.navigate", Map.of("url", address));
    }

    /** The value of a JavaScript expression. */
    JsonNode evaluate(String expression) throws Exception {
        return ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .path("result")
                .path("value");
    }

    Memory memoryAfterCollection() throws Exception {
        ask("HeapProfiler.collectGarbage", Map.of());
        JsonNode heap = ask("Runtime.getHeapUsage", Map.of());
        JsonNode counters = ask("Memory.getDOMCounters", Map.of());
        return new Memory(
                heap.path("usedSize").asLong() + heap.path("backingStorageSize").asLong(),
                counters.path("nodes").asLong());
    }

    private JsonNode ask(String method, Map<String, Object> parameters)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        int id = newestId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.waiting.put(id, answer);
        socket.sendText(Json.line(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        JsonNode message = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new IOException(method + ": " + message.path("error"));
        }
        return message.path("result");
    }

    /** Answers by the id of their question; the events between are passed over. */
    private static final class Answers implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                JsonNode whole = Json.parse(message.toString());
                message.setLength(0);
                CompletableFuture<JsonNode> asked =
                        waiting.remove(whole.path("id").asInt());
                if (asked != null) {
                    asked.complete(whole);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(part);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
