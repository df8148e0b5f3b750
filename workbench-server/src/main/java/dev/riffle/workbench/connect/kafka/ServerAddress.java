package dev.riffle.workbench.connect.kafka;

import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a broker listens. */
public record ServerAddress(String host, int port) {

    private static final int MOST_SERVERS = 20;
    private static final int MOST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9_.-]{1,253}):(\\d{1,6})");

    /**
     * The addresses in {@code host:port,host:port}.
     *
     * @throws ConnectException where it is not that
     */
    public static List<ServerAddress> listOf(String servers) {
        List<String> parts = Arrays.stream(servers.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            throw wrong("Where is Kafka? Write the address of a broker, like kafka.example:9092.");
        }
        if (parts.size() > MOST_SERVERS) {
            throw wrong("At most " + MOST_SERVERS + " addresses: a few are enough, they tell of the others.");
        }
        return parts.stream().map(ServerAddress::of).toList();
    }

    private static ServerAddress of(String part) {
        int scheme = part.indexOf("://");
        if (scheme >= 0) {
            throw wrong("“" + part + "” has a protocol in front: write " + part.substring(scheme + 3)
                    + " here and choose the protocol below.");
        }
        Matcher form = FORM.matcher(part);
        if (!form.matches()) {
            throw wrong(
                    part.contains(":")
                            ? "“" + part + "” is no address: write host:port, several with commas between."
                            : "“" + part + "” has no port: write " + part + ":9092, or the port that it has.");
        }
        int port = Integer.parseInt(form.group(2));
        if (port < 1 || port > MOST_PORT) {
            throw wrong("“" + part + "”: a port is a number from 1 to " + MOST_PORT + ".");
        }
        return new ServerAddress(form.group(1), port);
    }

    private static ConnectException wrong(String message) {
        return new ConnectException(Field.SERVERS, message);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
