package dev.riffle.workbench.connect.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What listens here takes PostgreSQL's request for TLS and shakes hands, with a certificate for db.example. */
class DatabaseTlsTest {

    private static final String STORE_PASSWORD = "of the store";

    private static Path directory;

    private static ServerSocket socket;

    @BeforeAll
    static void start(@TempDir Path kept) throws IOException, InterruptedException, GeneralSecurityException {
        directory = kept;
        makeCertificate("server");
        makeCertificate("other");
        SSLContext context = contextOf("server");
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(context), "tls");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterAll
    static void stop() throws IOException {
        socket.close();
    }

    private static void serve(SSLContext context) {
        while (!socket.isClosed()) {
            try (Socket accepted = socket.accept()) {
                accepted.getInputStream().readNBytes(8);
                accepted.getOutputStream().write('S');
                SSLSocket secured =
                        (SSLSocket) context.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
                secured.setUseClientMode(false);
                secured.startHandshake();
                secured.getInputStream().read();
            } catch (IOException e) {
                // The client did not like the certificate, or the test has ended.
            }
        }
    }

    private static void makeCertificate(String name) throws IOException, InterruptedException {
        keytool("-genkeypair", name, "-keyalg", "EC", "-dname", "CN=db.example", "-validity", "30");
        keytool(
                "-exportcert",
                name,
                "-rfc",
                "-file",
                directory.resolve(name + ".pem").toString());
    }

    private static void keytool(String command, String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "key",
                "-storetype",
                "PKCS12",
                "-keystore",
                directory.resolve(name + ".p12").toString(),
                "-storepass",
                STORE_PASSWORD));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).describedAs(said).isZero();
    }

    private static SSLContext contextOf(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(file, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void refuses(String parameters, String message) {
        String url = "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/shop?" + parameters;
        DatabaseConnectException refused = catchThrowableOfType(DatabaseConnectException.class, () -> new Databases()
                .tables(DatabaseSettings.of(url, "reader", "any", null, Secrets.none()), ""));
        assertThat(refused).isNotNull();
        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.field()).isEqualTo(Field.TLS);
    }

    @Test
    void aCertificateThatNobodyKnownHasSigned() {
        refuses(
                "sslmode=verify-ca&sslrootcert=" + directory.resolve("other.pem"),
                "Give the certificate of who signed");
    }

    @Test
    void aCertificateOfAnotherHost() {
        refuses("sslmode=verify-full&sslrootcert=" + directory.resolve("server.pem"), "hostname");
    }

    @Test
    void aFileOfCertificatesThatIsNotThere() {
        refuses("sslmode=verify-full&sslrootcert=" + directory.resolve("none.pem"), "Check sslmode and sslrootcert");
    }
}
