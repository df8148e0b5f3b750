package dev.riffle.workbench.connect.database;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.sessions.statement.SecretReferences;
import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a database is reached. Its text has no password in it.
 *
 * @param password empty where there is none
 * @param secret the secret that definitions name in the password's place
 */
public record DatabaseSettings(DatabaseUrl url, String user, String password, String secret) {

    /** What definitions name where nothing was chosen: to be stored before they run. */
    public static final String USUAL_SECRET = "postgres_password";

    private static final int MOST_USER_BYTES = 63;

    /**
     * Checks what somebody has written.
     *
     * @param password typed; null where the secret has it, or where there is none
     * @param secret a name; null where none was chosen
     */
    public static DatabaseSettings of(
            String url, String user, @Nullable String password, @Nullable String secret, Secrets secrets)
            throws DatabaseConnectException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        if (user.isBlank()) {
            throw new DatabaseConnectException(Field.USER, "Give the name of a user (a role) of the database.");
        }
        if (user.length() > MOST_USER_BYTES || user.contains("${")) {
            throw new DatabaseConnectException(
                    Field.USER, "This can't be a user here: a name has at most 63 characters, and no “${” in it.");
        }
        if (secret != null && !SecretReferences.isName(secret)) {
            throw new DatabaseConnectException(
                    Field.PASSWORD,
                    "This is no secret's name: it begins with a letter or _ and has at most 64 of A-Z, a-z, 0-9, _, . "
                            + "and -.");
        }
        String value = password == null ? "" : password;
        if (value.length() > Secrets.MOST_CHARACTERS) {
            throw new DatabaseConnectException(Field.PASSWORD, "A password has at most 10,000 characters.");
        }
        if (value.isEmpty() && secret != null) {
            value = secrets.value(secret)
                    .orElseThrow(() -> new DatabaseConnectException(
                            Field.PASSWORD,
                            "There is no secret “" + secret + "”: choose another, or type the password."));
        }
        return new DatabaseSettings(parsed, user, value, secret == null ? USUAL_SECRET : secret);
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
