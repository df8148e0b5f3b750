package dev.riffle.workbench.connect.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with settings is told as what it is, in time, and without the password. */
class DatabaseFailureTest {

    private static final String WRONG_PASSWORD = "Zx81qW wrong";

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = PostgresServer.shared();
        for (String sql : new String[] {
            "CREATE ROLE busy LOGIN CONNECTION LIMIT 0",
            "CREATE ROLE asleep NOLOGIN",
            "CREATE ROLE elsewhere LOGIN",
            "CREATE DATABASE closed",
            "REVOKE CONNECT ON DATABASE closed FROM PUBLIC",
            "CREATE DATABASE shut ALLOW_CONNECTIONS false"
        }) {
            server.execute("postgres", sql);
        }
        server.execute("shop", """
                CREATE TABLE private (n INT);
                CREATE FUNCTION failing() RETURNS INT LANGUAGE plpgsql AS
                  $$ BEGIN RAISE EXCEPTION 'no rows today'; END $$;
                CREATE VIEW failing AS SELECT failing() AS n;
                GRANT SELECT ON failing TO reader;""");
    }

    private static String url(String database) {
        return server.url().replace("/shop", "/" + database);
    }

    private static void refuses(String url, String user, @Nullable String password, Field field, String message) {
        long begun = System.nanoTime();
        DatabaseConnectException refused = catchThrowableOfType(DatabaseConnectException.class, () -> new Databases()
                .tables(DatabaseSettings.of(url, user, password, null, Secrets.none()), ""));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(refused).describedAs("%s of %s", url, user).isNotNull();
        assertThat(refused.getMessage()).contains(message).doesNotContain("Zx81qW");
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void anUnknownHost() {
        refuses(
                "jdbc:postgresql://nowhere.invalid/shop",
                "reader",
                "any",
                Field.URL,
                "No host is known as “nowhere.invalid”");
    }

    @Test
    void aPortOnWhichNothingListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        refuses(
                "jdbc:postgresql://localhost:" + port + "/shop",
                "reader",
                "any",
                Field.URL,
                "Nothing listens at localhost:" + port);
    }

    /** Answers whatever the first bytes are with these, and closes the connection where that is wanted. */
    private static void listens(byte[] answer, boolean closes, Field field, String message) throws IOException {
        AtomicReference<Socket> open = new AtomicReference<>();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        Socket accepted = socket.accept();
                        open.set(accepted);
                        accepted.getInputStream().readNBytes(8);
                        accepted.getOutputStream().write(answer);
                        if (closes) {
                            accepted.close();
                        }
                    }
                } catch (IOException e) {
                    // The test has ended.
                }
            });
            thread.setDaemon(true);
            thread.start();
            String url = "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/shop";
            refuses(url, "reader", "any", field, message);
        } finally {
            if (open.get() != null) {
                open.get().close();
            }
        }
    }

    @Test
    void aPortThatNeverAnswers() throws IOException {
        listens(new byte[0], false, Field.URL, "did not answer within 5 seconds");
    }

    @Test
    void moreThanEightAtOnceAreRefused() throws IOException, DatabaseConnectException {
        Databases databases = new Databases();
        DatabaseSettings open = DatabaseSettings.of(server.url(), "postgres", null, null, Secrets.none());
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            DatabaseSettings settings = DatabaseSettings.of(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop",
                    "any",
                    null,
                    null,
                    Secrets.none());
            for (int i = 0; i < Databases.MOST_AT_ONCE; i++) {
                Thread waiting = new Thread(() -> {
                    try {
                        databases.tables(settings, "");
                    } catch (DatabaseConnectException e) {
                        // Nobody answers there.
                    }
                });
                waiting.setDaemon(true);
                waiting.start();
            }
            await().untilAsserted(() -> {
                DatabaseConnectException refused =
                        catchThrowableOfType(DatabaseConnectException.class, () -> databases.tables(open, ""));
                assertThat(refused).hasMessageContaining("Eight others");
            });
        }
        await().untilAsserted(() ->
                assertThat(databases.tables(open, "none").tables()).isEmpty());
    }

    @Test
    void aPortOfSomethingElse() throws IOException {
        listens(
                "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                true,
                Field.URL,
                "does not speak as PostgreSQL");
    }

    @Test
    void aPortThatHangsUp() throws IOException {
        listens(new byte[0], true, Field.URL, "does not speak as PostgreSQL");
    }

    @Test
    void aServerWithoutTls() {
        refuses(
                server.url() + "?sslmode=require",
                "reader",
                PostgresServer.PASSWORD,
                Field.TLS,
                "has no TLS, and the URL asks for it");
    }

    @Test
    void aWrongPassword() {
        refuses(server.url(), "reader", WRONG_PASSWORD, Field.PASSWORD, "does not let “reader” in with this password");
    }

    @Test
    void noPassword() {
        refuses(server.url(), "reader", null, Field.PASSWORD, "asks “reader” for a password");
    }

    @Test
    void aSecretThatIsNone() {
        DatabaseConnectException refused = catchThrowableOfType(
                DatabaseConnectException.class,
                () -> DatabaseSettings.of(server.url(), "reader", null, "gone", Secrets.none()));
        assertThat(refused).hasMessageContaining("no secret “gone”");
        assertThat(refused.field()).isEqualTo(Field.PASSWORD);
    }

    @Test
    void aUserThatIsNone() {
        refuses(server.url(), "absent", WRONG_PASSWORD, Field.USER, "role \"absent\" does not exist");
    }

    @Test
    void aUserThatMayNotLogIn() {
        refuses(server.url(), "asleep", null, Field.USER, "is not permitted to log in");
    }

    @Test
    void aUserForWhomThereIsNoLineOfAccess() {
        refuses(server.url(), "elsewhere", null, Field.USER, "pg_hba.conf lets nobody in like this");
        refuses(server.url() + "?sslmode=disable", "elsewhere", null, Field.TLS, "take sslmode=disable out");
    }

    @Test
    void noUser() {
        refuses(server.url(), " ", WRONG_PASSWORD, Field.USER, "Give the name of a user");
    }

    @Test
    void tooManyConnections() {
        refuses(server.url(), "busy", null, Field.DATABASE, "no connection left for “busy”");
    }

    @Test
    void aDatabaseThatIsNone() {
        refuses(url("none"), "reader", PostgresServer.PASSWORD, Field.DATABASE, "There is no database “none”");
    }

    @Test
    void aDatabaseThatTheUserMayNotEnter() {
        refuses(
                url("closed"),
                "reader",
                PostgresServer.PASSWORD,
                Field.DATABASE,
                "may not connect to the database “closed”");
    }

    @Test
    void aDatabaseThatTakesNoConnections() {
        refuses(url("shut"), "reader", PostgresServer.PASSWORD, Field.DATABASE, "takes no connections");
    }

    @Test
    void tablesThatCanNotBeRead() throws DatabaseConnectException {
        DatabaseSettings settings =
                DatabaseSettings.of(server.url(), "reader", PostgresServer.PASSWORD, null, Secrets.none());
        refusesTable(settings, "private", "may not read “public.private”");
        refusesTable(settings, "gone", "There is no table or view “public.gone”");
        refusesTable(settings, "", "Choose a table");
        assertThat(new Databases()
                        .table(settings, new TableName("public", "failing"))
                        .rowsProblem())
                .contains("no rows today");
    }

    private static void refusesTable(DatabaseSettings settings, String name, String message) {
        DatabaseConnectException refused = catchThrowableOfType(
                DatabaseConnectException.class, () -> new Databases().table(settings, new TableName("public", name)));
        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.field()).isEqualTo(Field.TABLE);
    }
}
