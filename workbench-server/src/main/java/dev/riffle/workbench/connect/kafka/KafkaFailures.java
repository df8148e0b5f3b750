package dev.riffle.workbench.connect.kafka;

import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Says in words of the settings why a Kafka cluster can't be used. */
final class KafkaFailures {

    private static final int MOST_CAUSES = 15;

    private final KafkaSettings settings;

    KafkaFailures(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Those of the addresses that are a door of the chosen protocol, and so may be given to Kafka's client: an answer in
     * another protocol it takes for the length of an answer, and makes room for it.
     */
    List<ServerAddress> rightDoors() {
        List<ServerAddress> addresses = settings.servers();
        List<CompletableFuture<Door>> knocks = addresses.stream()
                .map(address -> CompletableFuture.supplyAsync(() -> Door.at(address), Door.KNOCKING))
                .toList();
        List<ServerAddress> right = new ArrayList<>();
        List<ConnectException> problems = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            ConnectException problem = problemOf(addresses.get(i), knocks.get(i).join());
            if (problem == null) {
                right.add(addresses.get(i));
            } else {
                problems.add(problem);
            }
        }
        if (right.isEmpty()) {
            throw problems.get(0);
        }
        return right;
    }

    private @Nullable ConnectException problemOf(ServerAddress address, Door door) {
        boolean tls = settings.protocol().hasTls();
        return switch (door) {
            case KAFKA ->
                !tls
                        ? null
                        : new ConnectException(
                                Field.PROTOCOL,
                                address
                                        + " is a Kafka broker that speaks without TLS on this port: turn TLS off, or take the port that has it.");
            case TLS ->
                tls
                        ? null
                        : new ConnectException(
                                Field.PROTOCOL, address + " speaks TLS: turn TLS on, or take the port that has none.");
            case UNKNOWN_HOST ->
                new ConnectException(
                        Field.SERVERS,
                        "No host is called " + address.host()
                                + ": check the spelling, and whether this server's network knows it.");
            case REFUSED ->
                new ConnectException(
                        Field.SERVERS,
                        "Nothing listens at " + address
                                + " (connection refused): is the broker up, and is that its port?");
            case NO_ROUTE ->
                new ConnectException(Field.SERVERS, "There is no way to " + address + " from this server's network.");
            case SILENT ->
                new ConnectException(
                        Field.SERVERS,
                        address + " does not answer within 2 s: a firewall may be between, or the broker hangs.");
            case MUTE ->
                new ConnectException(
                        Field.SERVERS,
                        address + " takes the connection and says nothing: it is no Kafka broker, or one that hangs.");
            case SOMETHING_ELSE ->
                new ConnectException(
                        Field.SERVERS, "What listens at " + address + " is no Kafka broker: check the port.");
        };
    }

    /** The brokers tell under which addresses they want to be called from then on. */
    void checkAdvertised(Stream<ServerAddress> told) {
        List<ServerAddress> addresses = told.distinct().limit(1).toList();
        for (ServerAddress address : addresses) {
            Door door = Door.at(address);
            if (door == Door.UNKNOWN_HOST || door == Door.REFUSED || door == Door.NO_ROUTE || door == Door.SILENT) {
                throw new ConnectException(
                        Field.SERVERS,
                        settings.serverList() + " answers, but says that clients are to call it at " + address
                                + ", where nothing answers this server: set advertised.listeners of the broker to an address that can be reached from here.");
            }
        }
    }

    /** What to tell of an exception of the Kafka client, while something was looked up. */
    ConnectException of(Throwable thrown, @Nullable String topic) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList();
        String words = causes.stream().map(String::valueOf).collect(Collectors.joining(" "));
        if (causes.stream().anyMatch(SslAuthenticationException.class::isInstance)
                || words.contains("SSLHandshakeException")) {
            return ofTls(causes, words);
        }
        for (Throwable cause : causes) {
            if (cause instanceof UnsupportedSaslMechanismException) {
                return new ConnectException(
                        Field.MECHANISM,
                        "The broker does not take " + settings.mechanism().title()
                                + ": choose another way to sign in.");
            }
            if (cause instanceof IllegalSaslStateException) {
                return new ConnectException(
                        Field.PROTOCOL,
                        "The broker asks for no sign-in on this port: turn it off, or take the port that has it.");
            }
            if (cause instanceof SaslAuthenticationException) {
                return new ConnectException(
                        Field.PASSWORD,
                        "The broker does not take this user with this password. Check " + settings.user()
                                + ", and the value of the secret " + settings.secret() + ".");
            }
            if (cause instanceof AuthorizationException) {
                String who = settings.protocol().hasLogin() ? settings.user() : "Whoever comes without signing in";
                return new ConnectException(
                        Field.USER,
                        topic == null
                                ? who + " may not list topics here: Kafka's operator gives that right (DESCRIBE)."
                                : who + " may not read " + topic
                                        + ": Kafka's operator gives that right (READ and DESCRIBE of the topic).");
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                return noTopic(topic);
            }
            if (cause instanceof InvalidTopicException) {
                return new ConnectException(
                        Field.TOPIC,
                        "“" + topic + "” can't be a topic: its name has at most 249 of A-Z, a-z, 0-9, ., _ and -.");
            }
            if (cause instanceof UnsupportedVersionException) {
                return new ConnectException(Field.SERVERS, "The broker is too old: Riffle needs Kafka 2.1 or newer.");
            }
            if (cause instanceof TimeoutException) {
                return ofSilence();
            }
        }
        Throwable root = causes.get(causes.size() - 1);
        if (root instanceof KafkaException && words.contains("disconnected")) {
            return ofSilence();
        }
        // What a client says that can't be made may have parts of a password in it.
        return new ConnectException(
                Field.SERVERS,
                causes.stream().anyMatch(ConfigException.class::isInstance) || root instanceof IllegalArgumentException
                        ? "Kafka's client does not take these settings: check the user, and the value of the secret."
                        : "Kafka's client failed: " + oneLine(root));
    }

    ConnectException noTopic(@Nullable String topic) {
        return new ConnectException(
                Field.TOPIC,
                topic == null
                        ? "A topic was deleted meanwhile: try again."
                        : "There is no topic called " + topic
                                + ": it may have been deleted, or this user may not see it.");
    }

    /** The door is right, and still nobody lets us in. */
    private ConnectException ofSilence() {
        if (!settings.protocol().hasLogin()) {
            return new ConnectException(
                    Field.PROTOCOL,
                    "The broker gives no answer within 5 s: most likely it asks for a sign-in on this port. Turn it on, or take the port without; else the broker hangs.");
        }
        return new ConnectException(
                Field.SERVERS, settings.serverList() + " does not answer within 5 s, though it lets us in.");
    }

    private ConnectException ofTls(List<Throwable> causes, String words) {
        if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
            return new ConnectException(
                    Field.CERTIFICATES, "The broker's certificate has expired: its operator has to renew it.");
        }
        if (words.contains("No subject alternative") || words.contains("No name matching")) {
            return new ConnectException(
                    Field.SERVERS,
                    "The broker's certificate is for other names than " + settings.serverList()
                            + ": write the name that stands in it.");
        }
        if (words.contains("bad_certificate") || words.contains("certificate_required")) {
            return new ConnectException(
                    Field.PROTOCOL,
                    "The broker asks for a certificate of ours (mutual TLS), which this dialog has no field for: write the table's options properties.ssl.keystore.… yourself.");
        }
        if (causes.stream()
                .anyMatch(cause ->
                        cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException)) {
            return new ConnectException(
                    Field.CERTIFICATES,
                    settings.certificates().isBlank()
                            ? "The broker's certificate is signed by nobody whom Java trusts: paste the certificate of its authority (PEM)."
                            : "The broker's certificate is not signed by the authority whose certificate is given here: paste the one that fits.");
        }
        return new ConnectException(Field.PROTOCOL, "TLS failed: " + oneLine(causes.get(causes.size() - 1)));
    }

    private static String oneLine(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
