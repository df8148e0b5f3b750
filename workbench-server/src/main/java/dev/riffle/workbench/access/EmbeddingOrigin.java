package dev.riffle.workbench.access;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site whose pages may show the page of a share link in a frame: {@code scheme://host}, with a port where it is not the
 * usual one, as a browser says it. Safe in a header: nothing but {@code a-z0-9.:/-}.
 *
 * <p>HTTP is taken as well as HTTPS: a server in a network of its own has outer pages like itself, and what they embed can
 * do nothing but show. IPv6 addresses are not: browsers match none in {@code frame-ancestors}.
 */
public record EmbeddingOrigin(String value) {

    private static final Pattern FORM =
            Pattern.compile("(https?)://([^\\s/?#@:\\[\\]\\\\*]+)(?::([0-9]{1,5}))?/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int MOST_LENGTH = 300;
    private static final int MOST_PORT = 65_535;

    public EmbeddingOrigin {
        if (!value.equals(normal(value))) {
            throw refusal(value);
        }
    }

    /** Reads one as a person writes or pastes it: a slash at the end, capital letters and the usual port are no matter. */
    public static EmbeddingOrigin of(String text) {
        return new EmbeddingOrigin(normal(text.strip()));
    }

    private static String normal(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > MOST_LENGTH || !parts.matches()) {
            throw refusal(text);
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String host = ascii(parts.group(2), text);
        String port = parts.group(3);
        if (!HOST.matcher(host).matches()) {
            throw refusal(text);
        }
        if (port == null) {
            return scheme + "://" + host;
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > MOST_PORT) {
            throw refusal(text);
        }
        boolean usual = number == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + number);
    }

    private static String ascii(String host, String text) {
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal(text).getMessage(), e);
        }
    }

    private static IllegalArgumentException refusal(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IllegalArgumentException(
                "\"" + shown
                        + "\" is no address of a site: write it as https://wiki.example.org or http://localhost:8000, without * and without a path");
    }

    @Override
    public String toString() {
        return value;
    }
}
