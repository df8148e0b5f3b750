package dev.riffle.sessions.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.SecurityOptions;
import org.jspecify.annotations.Nullable;

/**
 * How the REST interface of one cluster is reached, by this project's own requests and by Flink's client. What it shows
 * to be let in is sent to that cluster alone, and is in no setting that a session can read. Safe for use from any
 * thread.
 */
public final class RestAccess {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final @Nullable String authorization;
    private final @Nullable TrustStore trusted;
    private final HttpClient client;

    private RestAccess(@Nullable String authorization, @Nullable TrustStore trusted) {
        this.authorization = authorization;
        this.trusted = trusted;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (trusted != null) {
            builder.sslContext(trusted.context());
        }
        this.client = builder.build();
    }

    /** To one that lets everybody in, without TLS. */
    public static RestAccess open() {
        return new RestAccess(null, null);
    }

    /**
     * @param address of the REST interface; with {@code https} its certificate is checked, and its host name
     * @param authorization value of the header {@code Authorization}, null for none
     * @param certificates PEM file with those to trust, null for those that Java trusts
     * @param folder where a file that Flink needs may be written
     * @throws IOException when the file of certificates can't be read, or has none
     */
    public static RestAccess to(URI address, @Nullable String authorization, @Nullable Path certificates, Path folder)
            throws IOException {
        boolean secured = address.getScheme().equals("https");
        RestAccess access = new RestAccess(
                authorization, secured ? TrustStore.of(certificates, folder.resolve("trusted.jks")) : null);
        OutgoingRequests.authorize(address, authorization);
        return access;
    }

    /** For all requests to the cluster, so that connections are used again. */
    public HttpClient client() {
        return client;
    }

    /** @param address below that of the cluster */
    public HttpRequest.Builder request(URI address) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address);
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        return builder;
    }

    /** What Flink's own client has to be told. */
    public Map<String, String> settings() {
        return trusted == null
                ? Map.of()
                : Map.of(
                        SecurityOptions.SSL_REST_ENABLED.key(),
                        "true",
                        SecurityOptions.SSL_REST_TRUSTSTORE.key(),
                        trusted.file().toString(),
                        SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD.key(),
                        TrustStore.PASSWORD);
    }
}
