package dev.riffle.workbench.connect.database;

import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code jdbc:postgresql://host:port/database?parameters}, as PostgreSQL's driver takes it, with one host and a database.
 *
 * @param host a name, or an IPv6 address with its brackets
 * @param database its name, decoded
 * @param parameters decoded, of those alone that change nothing but the connection
 */
record DatabaseUrl(String host, int port, String database, Map<String, String> parameters) {

    static final int MOST_CHARACTERS = 1_000;
    static final int USUAL_PORT = 5432;
    static final String TLS_MODE = "sslmode";

    private static final String EXAMPLE = "jdbc:postgresql://localhost:5432/shop";
    private static final String SCHEME = "jdbc:postgresql:";
    private static final Pattern PARTS = Pattern.compile("//([^/?#]*)(?:/([^?#]*))?(?:\\?([^#]*))?");
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(.*))?");

    /** Others name classes or files of the server's, or more hosts. */
    private static final Set<String> PARAMETERS = Collections.unmodifiableSet(new TreeSet<>(Set.of(
            "ApplicationName",
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "loginTimeout",
            "options",
            "prepareThreshold",
            "reWriteBatchedInserts",
            "socketTimeout",
            "ssl",
            TLS_MODE,
            "sslrootcert",
            "stringtype",
            "tcpKeepAlive")));

    private static final Set<String> TLS_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    static DatabaseUrl parse(String text) throws DatabaseConnectException {
        String url = text.strip();
        checkForm(url);
        Matcher parts = PARTS.matcher(url.substring(SCHEME.length()));
        if (!parts.matches() || parts.group(1).isEmpty()) {
            throw wrong("The URL names no host: two slashes come before it, as in " + EXAMPLE + ".");
        }
        String place = parts.group(1);
        if (place.contains("@")) {
            throw wrong("The URL has a user name in it: give user name and password in their own fields.");
        }
        if (place.contains(",")) {
            throw wrong("The URL names several hosts: give one of them.");
        }
        Matcher address = PLACE.matcher(place);
        if (!address.matches()) {
            throw wrong(
                    "“" + place + "” is no host with a port: a host's name has letters, digits, “.” and “-”, and an "
                            + "IPv6 address stands in brackets.");
        }
        return new DatabaseUrl(
                address.group(1), port(address.group(2)), database(parts.group(2)), parameters(parts.group(3)));
    }

    private static void checkForm(String url) throws DatabaseConnectException {
        if (url.isEmpty()) {
            throw wrong("Give the database's URL, such as " + EXAMPLE + ".");
        }
        if (url.length() > MOST_CHARACTERS) {
            throw wrong("The URL has more than 1,000 characters.");
        }
        if (url.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw wrong("The URL has a blank in it: write %20 for one that belongs to a name.");
        }
        if (url.startsWith("postgresql:") || url.startsWith("postgres:")) {
            throw wrong("This is the URL that psql takes. The connector takes " + EXAMPLE
                    + ", with user name and password in their own fields.");
        }
        if (!url.startsWith("jdbc:")) {
            throw wrong("The URL does not begin with “jdbc:postgresql://”: it looks like " + EXAMPLE + ".");
        }
        if (!url.startsWith(SCHEME)) {
            throw wrong(
                    "The URL is not one of PostgreSQL: it begins with “jdbc:postgresql://”. Tables of other databases "
                            + "take a connector and driver of their own, see the page Connectors.");
        }
    }

    private static int port(@Nullable String text) throws DatabaseConnectException {
        if (text == null) {
            return USUAL_PORT;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw wrong("“" + text + "” is no port: it is a number of 1 to 65535, that of PostgreSQL 5432 as a rule.");
        }
        return Integer.parseInt(text);
    }

    private static String database(@Nullable String path) throws DatabaseConnectException {
        if (path == null || path.isEmpty()) {
            throw new DatabaseConnectException(
                    Field.DATABASE, "The URL names no database: its name comes after the port, as in " + EXAMPLE + ".");
        }
        if (path.contains("/")) {
            throw new DatabaseConnectException(
                    Field.DATABASE,
                    "“" + path
                            + "” is no database: the name is the end of the URL's path, and schemas are chosen later.");
        }
        return decoded(path);
    }

    private static Map<String, String> parameters(@Nullable String query) throws DatabaseConnectException {
        Map<String, String> parameters = new TreeMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
            if (name.equals("user") || name.equals("password")) {
                throw wrong("The URL has the parameter “" + name + "” in it: give it in its own field.");
            }
            if (!PARAMETERS.contains(name)) {
                throw wrong("The URL has the parameter “" + name + "”, which is not taken here. These are: "
                        + String.join(", ", PARAMETERS) + ".");
            }
            if (name.equals(TLS_MODE) && !TLS_MODES.contains(value)) {
                throw new DatabaseConnectException(
                        Field.TLS,
                        "“" + value
                                + "” is no sslmode: it is disable, allow, prefer, require, verify-ca or verify-full.");
            }
            parameters.put(name, value);
        }
        return parameters;
    }

    private static String decoded(String text) throws DatabaseConnectException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("“" + text + "” has a % that no two hexadecimal digits follow: write %25 for a % itself.");
        }
    }

    private static DatabaseConnectException wrong(String message) {
        return new DatabaseConnectException(Field.URL, message);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether a connection without TLS is refused. */
    boolean requiresTls() {
        String mode = parameters.get(TLS_MODE);
        return mode == null ? isOn(parameters.get("ssl")) : mode.equals("require") || mode.startsWith("verify");
    }

    private static boolean isOn(@Nullable String value) {
        return value != null && (value.isEmpty() || value.equals("true"));
    }

    /** With a parameter, where it has no other value for it. */
    DatabaseUrl with(String parameter, String value) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.putIfAbsent(parameter, value);
        return new DatabaseUrl(host, port, database, all);
    }

    /** For messages. */
    String place() {
        return host + ":" + port;
    }

    /** Without a database: what a catalog adds databases to. */
    String base() {
        return SCHEME + "//" + place();
    }

    String withoutParameters() {
        return base() + "/" + encoded(database);
    }

    @Override
    public String toString() {
        StringBuilder url = new StringBuilder(withoutParameters());
        char before = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            url.append(before).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            before = '&';
        }
        return url.toString();
    }
}
