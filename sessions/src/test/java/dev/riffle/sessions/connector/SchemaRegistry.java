package dev.riffle.sessions.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Keeps schemas and answers the two requests that the format avro-confluent makes of a registry: what is the id of this
 * schema, and what is the schema of this id.
 */
final class SchemaRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Set<String> subjects = new TreeSet<>();
    private final List<String> schemas = new CopyOnWriteArrayList<>();

    SchemaRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/subjects/", this::register);
        server.createContext("/schemas/ids/", this::find);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Set<String> subjects() {
        return Set.copyOf(subjects);
    }

    /** {@code POST /subjects/SUBJECT/versions} with {@code {"schema": "…"}}; the server answers one request at a time. */
    private void register(HttpExchange exchange) throws IOException {
        subjects.add(exchange.getRequestURI().getPath().split("/", -1)[2]);
        String schema = JSON.readTree(exchange.getRequestBody()).path("schema").asText();
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        answer(
                exchange,
                JSON.createObjectNode().put("id", schemas.indexOf(schema) + 1).toString());
    }

    private void find(HttpExchange exchange) throws IOException {
        int id = Integer.parseInt(exchange.getRequestURI().getPath().split("/", -1)[3]);
        answer(
                exchange,
                JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString());
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
