package dev.riffle.sessions.changelog;

import dev.riffle.sessions.rest.RestAccess;
import dev.riffle.sessions.tap.TapRequest;
import dev.riffle.sessions.tap.TapResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.runtime.rest.messages.job.coordination.ClientCoordinationRequestBody;
import org.apache.flink.runtime.rest.messages.job.coordination.ClientCoordinationResponseBody;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.util.InstantiationUtil;

/**
 * Asks the coordinator of a tap through the JobManager's REST interface, the only door of a session cluster that is
 * sure to be open. One connection is kept and used again, unlike Flink's own client, which makes one for each request.
 */
final class TapClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestAccess access;
    private final URI address;

    /**
     * @param cluster address of the REST interface
     * @param uid of the tap
     */
    TapClient(RestAccess access, URI cluster, String jobId, String uid) {
        this.access = access;
        this.address = cluster.resolve("/jobs/" + jobId + "/coordinators/" + uid);
    }

    /** Completes with an IOException where the coordinator does not answer, or not with what was asked for. */
    CompletableFuture<TapResponse> ask(TapRequest request) throws IOException {
        String body = JSON.createObjectNode()
                .put(
                        ClientCoordinationRequestBody.FIELD_NAME_SERIALIZED_COORDINATION_REQUEST,
                        InstantiationUtil.serializeObject(request))
                .toString();
        HttpRequest http = access.request(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return access.client()
                .sendAsync(http, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(TapClient::read);
    }

    private static TapResponse read(HttpResponse<byte[]> answer) {
        try {
            if (answer.statusCode() != 200) {
                throw new IOException("the tap was not found: the cluster answered with " + answer.statusCode());
            }
            JsonNode result = JSON.readTree(answer.body())
                    .path(ClientCoordinationResponseBody.FIELD_NAME_SERIALIZED_COORDINATION_RESULT);
            return InstantiationUtil.deserializeObject(result.binaryValue(), TapClient.class.getClassLoader());
        } catch (IOException | ClassNotFoundException e) {
            throw new CompletionException(e);
        }
    }
}
