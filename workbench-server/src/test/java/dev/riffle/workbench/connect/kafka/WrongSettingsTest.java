package dev.riffle.workbench.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import dev.riffle.workbench.connect.kafka.KafkaSettings.Mechanism;
import dev.riffle.workbench.connect.kafka.KafkaSettings.Protocol;
import dev.riffle.workbench.connect.kafka.ManyDoors.Listener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to get a connection wrong is told apart, by a real broker, within ten seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongSettingsTest {

    private static final String TOPIC = "orders";
    private static final Map<String, String> VALUES =
            Map.of("right", ManyDoors.PASSWORD, "wrong", "incorrect-horse", "quoted", "a\"bcd");
    private static final Secrets SECRETS = new Secrets() {
        @Override
        public boolean isKnown(String name) {
            return VALUES.containsKey(name);
        }

        @Override
        public Optional<String> value(String name) {
            return Optional.ofNullable(VALUES.get(name));
        }
    };

    private final Set<String> told = new HashSet<>();
    private Path folder = Path.of("");
    private ManyDoors broker;
    private ServerSocket deaf;
    private ServerSocket web;
    private Keys stranger;

    /** @param topic whose messages are asked for; empty for the list of topics */
    record Case(
            String title,
            String servers,
            Protocol protocol,
            Mechanism mechanism,
            String user,
            String secret,
            String certificates,
            String topic,
            Field field,
            String message) {

        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    void start() throws Exception {
        folder = Files.createTempDirectory("riffle-doors");
        broker = new ManyDoors(folder);
        stranger = Keys.authority(folder, "stranger");
        deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(this::answerAsWeb, "web");
        answering.setDaemon(true);
        answering.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address(Listener.PLAIN)))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
    }

    @AfterAll
    void end() throws Exception {
        broker.close();
        deaf.close();
        web.close();
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }

    private void answerAsWeb() {
        while (!web.isClosed()) {
            try (Socket socket = web.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static Case plain(String title, String servers, Field field, String message) {
        return new Case(title, servers, Protocol.PLAINTEXT, Mechanism.PLAIN, "", "", "", "", field, message);
    }

    private static Case tls(String title, String servers, String certificates, Field field, String message) {
        return new Case(title, servers, Protocol.SSL, Mechanism.PLAIN, "", "", certificates, "", field, message);
    }

    private Case login(String title, String user, String secret, Mechanism mechanism, Field field, String message) {
        return new Case(
                title,
                broker.address(Listener.LOGIN),
                Protocol.SASL_PLAINTEXT,
                mechanism,
                user,
                secret,
                "",
                "",
                field,
                message);
    }

    Stream<Case> cases() {
        String certificate = broker.certificate(Listener.TLS);
        return Stream.of(
                plain("no address", " , ", Field.SERVERS, "Where is Kafka?"),
                plain("no port", "localhost", Field.SERVERS, "has no port: write localhost:9092"),
                plain("a port that is none", "localhost:70000", Field.SERVERS, "a number from 1 to 65535"),
                plain("a protocol in front", "kafka://localhost:9092", Field.SERVERS, "write localhost:9092 here"),
                plain("no address at all", "my broker:x", Field.SERVERS, "is no address"),
                plain("too many addresses", "a:1,".repeat(21), Field.SERVERS, "At most 20 addresses"),
                plain(
                        "an unknown host",
                        "no-such-host.invalid:9092",
                        Field.SERVERS,
                        "No host is called no-such-host.invalid"),
                plain("nothing listens", "localhost:1", Field.SERVERS, "connection refused"),
                plain("a web server", "localhost:" + web.getLocalPort(), Field.SERVERS, "is no Kafka broker"),
                plain("a silent port", "localhost:" + deaf.getLocalPort(), Field.SERVERS, "says nothing"),
                plain("TLS that is off", broker.address(Listener.TLS), Field.PROTOCOL, "turn TLS on"),
                plain("a sign-in that is off", broker.address(Listener.LOGIN), Field.PROTOCOL, "asks for a sign-in"),
                plain(
                        "an advertised address that is none",
                        broker.address(Listener.LOST),
                        Field.SERVERS,
                        "advertised.listeners"),
                tls("TLS that is not there", broker.address(Listener.PLAIN), "", Field.PROTOCOL, "turn TLS off"),
                tls(
                        "an authority that Java does not know",
                        broker.address(Listener.TLS),
                        "",
                        Field.CERTIFICATES,
                        "whom Java trusts"),
                tls(
                        "another authority",
                        broker.address(Listener.TLS),
                        stranger.certificate(),
                        Field.CERTIFICATES,
                        "given here"),
                tls("no PEM", broker.address(Listener.TLS), "certificate", Field.CERTIFICATES, "no PEM"),
                tls(
                        "a PEM that was cut",
                        broker.address(Listener.TLS),
                        certificate.substring(0, 200) + "\n-----END CERTIFICATE-----\n",
                        Field.CERTIFICATES,
                        "can't be read"),
                tls(
                        "a private key",
                        broker.address(Listener.TLS),
                        certificate + "-----BEGIN PRIVATE KEY-----",
                        Field.CERTIFICATES,
                        "private key"),
                tls(
                        "too long a PEM",
                        broker.address(Listener.TLS),
                        "x".repeat(100_001),
                        Field.CERTIFICATES,
                        "100,000 characters"),
                tls(
                        "an expired certificate",
                        broker.address(Listener.EXPIRED),
                        broker.certificate(Listener.EXPIRED),
                        Field.CERTIFICATES,
                        "has expired"),
                tls(
                        "a certificate of another host",
                        broker.address(Listener.ELSEWHERE),
                        broker.certificate(Listener.ELSEWHERE),
                        Field.SERVERS,
                        "other names"),
                tls(
                        "a certificate of ours",
                        broker.address(Listener.MUTUAL),
                        certificate,
                        Field.PROTOCOL,
                        "mutual TLS"),
                login("no user", " ", "right", Mechanism.PLAIN, Field.USER, "Who signs in?"),
                login("a user that can't be", "a\"b", "right", Mechanism.PLAIN, Field.USER, "no \" or \\"),
                login("no secret", "admin", "", Mechanism.PLAIN, Field.PASSWORD, "Which secret"),
                login(
                        "a secret that is not there",
                        "admin",
                        "missing",
                        Mechanism.PLAIN,
                        Field.PASSWORD,
                        "no secret called missing"),
                login(
                        "a name that no secret has",
                        "admin",
                        "a b",
                        Mechanism.PLAIN,
                        Field.PASSWORD,
                        "no name of a secret"),
                login(
                        "a password that no option can carry",
                        "admin",
                        "quoted",
                        Mechanism.PLAIN,
                        Field.PASSWORD,
                        "can't carry"),
                login("a wrong password", "admin", "wrong", Mechanism.PLAIN, Field.PASSWORD, "does not take this user"),
                login("another mechanism", "admin", "right", Mechanism.SCRAM_SHA_256, Field.MECHANISM, "SCRAM-SHA-256"),
                new Case(
                        "a sign-in that nobody asks for",
                        broker.address(Listener.PLAIN),
                        Protocol.SASL_PLAINTEXT,
                        Mechanism.PLAIN,
                        "admin",
                        "right",
                        "",
                        "",
                        Field.PROTOCOL,
                        "asks for no sign-in"),
                new Case(
                        "no right to read",
                        broker.address(Listener.LOGIN),
                        Protocol.SASL_PLAINTEXT,
                        Mechanism.PLAIN,
                        "nobody",
                        "right",
                        "",
                        TOPIC,
                        Field.USER,
                        "may not read orders"),
                new Case(
                        "no such topic",
                        broker.address(Listener.PLAIN),
                        Protocol.PLAINTEXT,
                        Mechanism.PLAIN,
                        "",
                        "",
                        "",
                        "missing",
                        Field.TOPIC,
                        "no topic called missing"),
                new Case(
                        "a topic that can't be",
                        broker.address(Listener.PLAIN),
                        Protocol.PLAINTEXT,
                        Mechanism.PLAIN,
                        "",
                        "",
                        "",
                        "no topic!",
                        Field.TOPIC,
                        "can't be a topic"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aWrongSettingHasAnErrorOfItsOwn(Case wrong) {
        Instant begun = Instant.now();

        ConnectException error = catchThrowableOfType(ConnectException.class, () -> {
            KafkaSettings settings = new KafkaSettings(
                    ServerAddress.listOf(wrong.servers()),
                    wrong.protocol(),
                    wrong.mechanism(),
                    wrong.user(),
                    wrong.secret(),
                    wrong.certificates());
            KafkaPeek peek = new KafkaPeek(settings, SECRETS);
            if (wrong.topic().isEmpty()) {
                peek.topics();
            } else {
                peek.messages(wrong.topic());
            }
        });

        assertThat(error).describedAs("the error").isNotNull();
        assertThat(error.field()).describedAs(error.getMessage()).isEqualTo(wrong.field());
        assertThat(error).hasMessageContaining(wrong.message());
        assertThat(told.add(error.getMessage()))
                .describedAs("told of one alone: %s", error.getMessage())
                .isTrue();
        String said = String.valueOf(error.getMessage());
        assertThat(VALUES.values()).noneMatch(said::contains);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void eachRightWayInShowsTheTopic() {
        String certificate = broker.certificate(Listener.TLS);
        List<KafkaSettings> right = List.of(
                settings(Listener.PLAIN, Protocol.PLAINTEXT, "", "", ""),
                settings(Listener.TLS, Protocol.SSL, "", "", certificate),
                settings(Listener.LOGIN, Protocol.SASL_PLAINTEXT, "admin", "right", ""),
                settings(Listener.LOGINTLS, Protocol.SASL_SSL, "admin", "right", certificate));
        for (KafkaSettings settings : right) {
            List<Topic> topics = new KafkaPeek(settings, SECRETS).topics();
            assertThat(topics)
                    .describedAs("%s", settings.protocol())
                    .singleElement()
                    .satisfies(topic -> {
                        assertThat(topic.name()).isEqualTo(TOPIC);
                        assertThat(topic.partitions()).isEqualTo(2);
                        assertThat(topic.bytes()).isNotNull();
                        assertThat(topic.retentionMillis())
                                .isEqualTo(Duration.ofDays(7).toMillis());
                    });
            assertThat(new KafkaPeek(settings, SECRETS).messages(TOPIC).messages())
                    .isEmpty();
        }
    }

    private KafkaSettings settings(
            Listener listener, Protocol protocol, String user, String secret, String certificates) {
        return new KafkaSettings(
                ServerAddress.listOf(broker.address(listener)), protocol, Mechanism.PLAIN, user, secret, certificates);
    }
}
