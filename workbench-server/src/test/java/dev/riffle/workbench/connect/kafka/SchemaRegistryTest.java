package dev.riffle.workbench.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.riffle.sessions.inference.InferredColumn;
import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry tells the columns of a schema, or why it does not. */
class SchemaRegistryTest {

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new HashMap<>();
    private HttpServer server;
    private String address = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Answer answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "{}"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(int id, int status, String body) {
        answers.put("/base/schemas/ids/" + id, new Answer(status, body));
    }

    private String problem(String registry, int id) {
        ConnectException error =
                catchThrowableOfType(ConnectException.class, () -> new SchemaRegistry(registry).columns(id));
        assertThat(error).describedAs("%s %s", registry, id).isNotNull();
        assertThat(error.field()).isEqualTo(Field.REGISTRY);
        return String.valueOf(error.getMessage());
    }

    @Test
    void theColumnsAreThoseThatFlinkReads() {
        answer(7, 200, """
                {"schema": "{\\"type\\": \\"record\\", \\"name\\": \\"o\\", \\"fields\\": [{\\"name\\": \\"id\\", \\"type\\": \\"long\\"},\
                {\\"name\\": \\"at\\", \\"type\\": {\\"type\\": \\"long\\", \\"logicalType\\": \\"timestamp-millis\\"}},\
                {\\"name\\": \\"tags\\", \\"type\\": [\\"null\\", {\\"type\\": \\"array\\", \\"items\\": \\"string\\"}]}]}"}""");

        assertThat(new SchemaRegistry(address + "/base/").columns(7).columns())
                .extracting(InferredColumn::type)
                .containsExactly("BIGINT", "TIMESTAMP(3)", "ARRAY<STRING NOT NULL>");
    }

    @Test
    void eachReasonWhyThereAreNoneHasWordsOfItsOwn() {
        answer(1, 401, "{}");
        answer(2, 500, "{}");
        answer(3, 200, "<html>");
        answer(4, 200, "{\"schema\": \"syntax = ...\", \"schemaType\": \"PROTOBUF\"}");
        answer(5, 200, "{\"schema\": \"{\\\"type\\\": \\\"nonsense\\\"}\"}");
        answer(6, 200, "{\"schema\": \"\\\"string\\\"\"}");
        String base = address + "/base";

        assertThat(problem("registry.example:8081", 1)).contains("is no address of a schema registry");
        assertThat(problem("http://registry/?a=b", 1)).contains("is no address of a schema registry");
        assertThat(problem("ftp://registry", 1)).contains("is no address of a schema registry");
        assertThat(problem("http://a:b@registry", 1)).contains("Leave user and password out");
        assertThat(problem("http://no-such-host.invalid", 1)).contains("No host is called no-such-host.invalid");
        assertThat(problem("http://127.0.0.1:1", 1)).contains("connection refused");
        assertThat(problem(base, 1)).contains("asks for a sign-in");
        assertThat(problem(base, 2)).contains("answers with 500");
        assertThat(problem(base, 3)).contains("is no schema registry");
        assertThat(problem(base, 4)).contains("PROTOBUF");
        assertThat(problem(base, 5)).contains("can't be read");
        assertThat(problem(base, 6)).contains("not that of a record");
        assertThat(problem(base, 99)).contains("has no schema 99");
    }
}
