package dev.riffle.workbench.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What can't be guessed: random words, and codes of 192 bits that only this server's key can make. */
public final class Codes {

    private static final int CODE_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    /** @param key of this server, kept beside the database and not in it */
    public Codes(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** What only this server says of these words. */
    public String code(String of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return encode(Arrays.copyOf(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)), CODE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /**
     * An address that names something and can't be guessed.
     *
     * @param kind of what it names: a code of one kind is none of another
     */
    public String address(String kind, String id) {
        return id + "." + code(kind + " " + id);
    }

    /** The id in an address that this server made for that kind. */
    public Optional<String> idOf(String kind, String address) {
        int dot = address.indexOf('.');
        if (dot < 1 || dot > 64 || address.length() > 200) {
            return Optional.empty();
        }
        String id = address.substring(0, dot);
        boolean ours = id.matches("[A-Za-z0-9_-]+") && same(address.substring(dot + 1), code(kind + " " + id));
        return ours ? Optional.of(id) : Optional.empty();
    }

    public static String random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return encode(made);
    }

    public static String sha256(String of) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Takes as long however much of them is the same. */
    public static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
