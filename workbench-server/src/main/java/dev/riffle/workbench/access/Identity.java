package dev.riffle.workbench.access;

/**
 * Somebody as an OpenID Connect provider knows them.
 *
 * @param issuer of the provider
 * @param subject names them there for good
 */
public record Identity(String issuer, String subject) {

    public static final int MOST_ISSUER = 500;
    public static final int MOST_SUBJECT = 255;

    public Identity {
        if (issuer.isEmpty() || issuer.length() > MOST_ISSUER) {
            throw new IllegalArgumentException("an issuer has 1 to " + MOST_ISSUER + " characters");
        }
        if (subject.isEmpty() || subject.length() > MOST_SUBJECT) {
            throw new IllegalArgumentException("a subject has 1 to " + MOST_SUBJECT + " characters");
        }
    }
}
