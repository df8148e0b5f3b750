package dev.riffle.workbench.connect.kafka;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.ConnectException.Field;
import dev.riffle.workbench.secret.SecretName;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a Kafka cluster is reached.
 *
 * @param servers some of its brokers
 * @param user for SASL; empty without
 * @param secret the name of the secret that has the password; empty without SASL
 * @param certificates PEM of the certificates that are trusted; empty for those that Java trusts
 */
public record KafkaSettings(
        List<ServerAddress> servers,
        Protocol protocol,
        Mechanism mechanism,
        String user,
        String secret,
        String certificates) {

    private static final int MOST_CERTIFICATE_CHARACTERS = 100_000;
    private static final int MOST_USER_CHARACTERS = 250;

    /** Where Flink's connector has its copy of Kafka's classes. */
    private static final String SHADED = "org.apache.flink.kafka.shaded.";

    /** Kafka's security protocols. */
    public enum Protocol {
        PLAINTEXT(false, false),
        SSL(true, false),
        SASL_PLAINTEXT(false, true),
        SASL_SSL(true, true);

        private final boolean tls;
        private final boolean login;

        Protocol(boolean tls, boolean login) {
            this.tls = tls;
            this.login = login;
        }

        public boolean hasTls() {
            return tls;
        }

        public boolean hasLogin() {
            return login;
        }
    }

    /** The SASL mechanisms that take a user and a password. */
    public enum Mechanism {
        PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
        SCRAM_SHA_256("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
        SCRAM_SHA_512("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

        private final String title;
        private final String module;

        Mechanism(String title, String module) {
            this.title = title;
            this.module = module;
        }

        public String title() {
            return title;
        }
    }

    /** @throws ConnectException where a setting can't be right, whatever the cluster is */
    public KafkaSettings {
        servers = List.copyOf(servers);
        if (protocol.hasLogin()) {
            checkLogin(user, secret);
        }
        if (protocol.hasTls() && !certificates.isBlank()) {
            checkCertificates(certificates);
        }
    }

    private static void checkLogin(String user, String secret) {
        if (user.isBlank()) {
            throw new ConnectException(Field.USER, "Who signs in? Write the user.");
        }
        if (user.length() > MOST_USER_CHARACTERS || user.chars().anyMatch(KafkaSettings::breaksOption)) {
            throw new ConnectException(
                    Field.USER,
                    "A user has at most " + MOST_USER_CHARACTERS + " characters, and no \" or \\ among them.");
        }
        if (secret.isBlank()) {
            throw new ConnectException(Field.PASSWORD, "Which secret has the password? Choose one, or add it.");
        }
        try {
            new SecretName(secret);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(Field.PASSWORD, "“" + secret + "” is no name of a secret. " + e.getMessage());
        }
    }

    /** Within the quotes of JAAS. */
    private static boolean breaksOption(int letter) {
        return Character.isISOControl(letter) || letter == '"' || letter == '\\';
    }

    private static void checkCertificates(String text) {
        if (text.length() > MOST_CERTIFICATE_CHARACTERS) {
            throw new ConnectException(Field.CERTIFICATES, "The certificates have more than 100,000 characters.");
        }
        if (text.contains("PRIVATE KEY-----")) {
            throw new ConnectException(
                    Field.CERTIFICATES,
                    "A private key is among the certificates: it does not belong here. Take it out.");
        }
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new ConnectException(
                    Field.CERTIFICATES,
                    "That is no PEM of certificates: it has a line -----BEGIN CERTIFICATE-----. Paste the text of the file that your Kafka's operator gave you.");
        }
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw new ConnectException(
                    Field.CERTIFICATES,
                    "The certificates can't be read: a part of the text is missing or changed. Copy it again.");
        }
    }

    /** As {@code host:port,host:port}. */
    public String serverList() {
        return servers.stream().map(ServerAddress::toString).collect(Collectors.joining(","));
    }

    /** What a Kafka client needs, with the value of the secret. */
    Map<String, Object> clientProperties(Secrets secrets) {
        return new LinkedHashMap<>(properties(protocol.hasLogin() ? passwordIn(secrets) : "", ""));
    }

    private String passwordIn(Secrets secrets) {
        String password = secrets.value(secret)
                .orElseThrow(() -> new ConnectException(
                        Field.PASSWORD, "There is no secret called " + secret + ". Add it, or choose another."));
        if (password.chars().anyMatch(KafkaSettings::breaksOption)) {
            throw new ConnectException(
                    Field.PASSWORD,
                    "The password in " + secret
                            + " has a \", a \\ or a line break in it, which a table's options can't carry. Have it changed to one without.");
        }
        return password;
    }

    /** The same for the options of a table, which name the secret. */
    Map<String, String> tableOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        properties("${secret." + secret + "}", SHADED).forEach((key, value) -> options.put("properties." + key, value));
        return options;
    }

    /** @param relocation what stands before the names of Kafka's classes */
    private Map<String, String> properties(String password, String relocation) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", serverList());
        if (protocol != Protocol.PLAINTEXT) {
            properties.put("security.protocol", protocol.name());
        }
        if (protocol.hasLogin()) {
            properties.put("sasl.mechanism", mechanism.title());
            properties.put(
                    "sasl.jaas.config",
                    relocation + mechanism.module + " required username=\"" + user + "\" password=\"" + password
                            + "\";");
        }
        if (protocol.hasTls() && !certificates.isBlank()) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.certificates", certificates.strip());
        }
        return properties;
    }
}
