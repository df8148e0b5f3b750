package dev.riffle.workbench.connect.kafka;

import dev.riffle.sessions.inference.AvroSchemas;
import dev.riffle.sessions.inference.InferredTable;
import dev.riffle.sessions.inference.RegistryAnswer;
import dev.riffle.sessions.inference.UnreadableSampleException;
import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks a schema registry with Confluent's interface what the columns of messages are. */
final class SchemaRegistry {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CAUSES = 5;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final URI address;

    /** @throws ConnectException where it is no address of HTTP */
    SchemaRegistry(String address) {
        try {
            this.address = URI.create(address.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw noAddress(address);
        }
        String scheme = this.address.getScheme();
        if (this.address.getHost() == null || scheme == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw noAddress(address);
        }
        if (this.address.getRawQuery() != null || this.address.getRawFragment() != null) {
            throw noAddress(address);
        }
        if (this.address.getUserInfo() != null) {
            throw wrong(
                    "Leave user and password out of the address: write 'avro-confluent.basic-auth.user-info' in the table, with a secret.");
        }
    }

    private static ConnectException noAddress(String address) {
        return wrong(
                "“" + address + "” is no address of a schema registry: write it like http://registry.example:8081.");
    }

    /** As the options of a table name it. */
    String address() {
        return address.toString();
    }

    /** The columns of the schema with that id. */
    InferredTable columns(int id) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/schemas/ids/" + id))
                .timeout(TIME)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
                .GET()
                .build();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIME)
                .build();
        var asked = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(SchemaRegistry::read);
        try {
            Answer answer = asked.get(TIME.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.status() != OK) {
                throw refused(answer.status(), id);
            }
            return AvroSchemas.of(RegistryAnswer.avroSchema(answer.body()));
        } catch (UnreadableSampleException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw silent();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof HttpTimeoutException ? silent() : unreachable(cause == null ? e : cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Answer(int status, String body) {}

    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConnectException silent() {
        return wrong("The schema registry at " + address + " does not answer within 5 s.");
    }

    private ConnectException unreachable(Throwable error) {
        if (error instanceof java.net.ConnectException) {
            return Stream.<Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
                            .limit(MOST_CAUSES)
                            .anyMatch(UnresolvedAddressException.class::isInstance)
                    ? wrong("No host is called " + address.getHost() + ": check the address of the schema registry.")
                    : wrong("Nothing listens at " + address + " (connection refused): is that the schema registry?");
        }
        if (error instanceof javax.net.ssl.SSLException) {
            return wrong("TLS with the schema registry failed: " + error.getMessage());
        }
        return wrong("The schema registry at " + address + " can't be asked: " + error.getMessage());
    }

    private ConnectException refused(int status, int id) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN ->
                wrong(
                        "The schema registry asks for a sign-in, which this dialog has no field for: write 'avro-confluent.basic-auth.user-info' in the table, with a secret, and the columns.");
            case NOT_FOUND ->
                wrong("The registry at " + address + " has no schema " + id
                        + ", which the messages name: it is another one.");
            default -> wrong("The schema registry at " + address + " answers with " + status + ".");
        };
    }

    private static ConnectException wrong(String message) {
        return new ConnectException(Field.REGISTRY, message);
    }
}
