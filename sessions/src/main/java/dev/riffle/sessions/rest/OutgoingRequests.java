package dev.riffle.sessions.rest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelOutboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * What Flink's own client for the REST interface lacks: it sends no authorization, and with TLS it takes a trusted
 * certificate of any host. Flink finds this class by the file in {@code META-INF/services}.
 */
public final class OutgoingRequests implements OutboundChannelHandlerFactory {

    private static final Pattern ADDRESS_OF_DIGITS = Pattern.compile("[0-9.]+|.*:.*");

    /** By host and port. Kept here rather than in the configuration, of which a session shows every setting. */
    private static final Map<String, String> AUTHORIZATIONS = new ConcurrentHashMap<>();

    static void authorize(URI address, @Nullable String authorization) {
        String key = key(address.getHost(), address.getPort());
        if (authorization == null) {
            AUTHORIZATIONS.remove(key);
        } else {
            AUTHORIZATIONS.put(key, authorization);
        }
    }

    private static String key(String host, int port) {
        return host + ":" + port;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration configuration) {
        String host = configuration.get(RestOptions.ADDRESS);
        return host == null
                ? Optional.empty()
                : Optional.of(new Handler(host, AUTHORIZATIONS.get(key(host, configuration.get(RestOptions.PORT)))));
    }

    private static final class Handler extends ChannelOutboundHandlerAdapter {

        private final String host;
        private final @Nullable String authorization;

        Handler(String host, @Nullable String authorization) {
            this.host = host;
            this.authorization = authorization;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            SslHandler ssl = context.pipeline().get(SslHandler.class);
            // A certificate for digits can't be asked for by name; the server's own requests check it.
            if (ssl != null && !ADDRESS_OF_DIGITS.matcher(host).matches()) {
                SSLParameters parameters = ssl.engine().getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(host)));
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                ssl.engine().setSSLParameters(parameters);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (authorization != null && message instanceof HttpRequest request) {
                request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
            }
            var unused = context.write(message, promise);
        }
    }
}
