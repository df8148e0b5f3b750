package dev.riffle.workbench.access;

import dev.riffle.workbench.storage.ShareLinkStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * All share links. What stands in a link's address is its id with a code of 192 bits that only the key of this server
 * can make: the database alone gives no link away. Safe for use from any thread.
 */
public final class ShareLinks {

    private static final int CODE_BYTES = 24;

    private final ShareLinkStore store;
    private final byte[] key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Guesses: whoever has an address that was made here is answered, however many others try. */
    private final WrongTries wrongAddresses = new WrongTries(30, Duration.ofMinutes(1));

    private final WrongTries wrongPasswords = new WrongTries(10, Duration.ofMinutes(1));

    /** @param key of this server, kept beside the database and not in it */
    public ShareLinks(ShareLinkStore store, String key, Clock clock) {
        this.store = store;
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** What asking for a link comes to. */
    public sealed interface Found {

        record Link(ShareLink link) implements Found {}

        /** There is no such link, or no longer: which of the two is nobody's business. */
        record Nothing() implements Found {}

        /** Too many wrong ones were tried lately. */
        record TooMany() implements Found {}
    }

    /** @param password null where none is needed */
    public ShareLink create(
            String name, ShareTarget target, boolean showsSql, @Nullable Instant expiresAt, @Nullable String password) {
        byte[] bytes = new byte[9];
        random.nextBytes(bytes);
        ShareLink link = new ShareLink(
                new ShareLinkId(encode(bytes)),
                name,
                target,
                showsSql,
                clock.instant(),
                expiresAt,
                password == null ? null : PasswordHash.of(password));
        store.create(link);
        return link;
    }

    /** Those that show this, the newest first. */
    public List<ShareLink> list(ShareTarget target) {
        return store.list(target);
    }

    /** Whether it has not been ended. */
    public boolean isThere(ShareLink link) {
        return store.find(link.id()).isPresent();
    }

    /** Ends it at once; false where it is not there. */
    public boolean revoke(ShareLinkId id) {
        return store.delete(id);
    }

    /** What stands behind {@code /s/} in the address of the link. */
    public String address(ShareLink link) {
        return link.id().value() + "." + code("link " + link.id());
    }

    /** The link that an address names, if it still shows something. */
    public Found find(String address) {
        Optional<ShareLinkId> genuine = genuine(address);
        if (genuine.isPresent()) {
            return store.find(genuine.get())
                    .filter(link -> !link.hasExpired(clock.instant()))
                    .<Found>map(Found.Link::new)
                    .orElseGet(Found.Nothing::new);
        }
        Instant now = clock.instant();
        if (wrongAddresses.areTooMany("", now)) {
            return new Found.TooMany();
        }
        wrongAddresses.note("", now);
        return new Found.Nothing();
    }

    /** The id in an address that this server made. */
    private Optional<ShareLinkId> genuine(String address) {
        int dot = address.indexOf('.');
        if (dot < 1 || dot > 64 || address.length() > 200) {
            return Optional.empty();
        }
        String id = address.substring(0, dot);
        boolean ours = id.matches("[A-Za-z0-9_-]+") && same(address.substring(dot + 1), code("link " + id));
        return ours ? Optional.of(new ShareLinkId(id)) : Optional.empty();
    }

    /** What trying a password comes to. */
    public enum Unlocked {
        RIGHT,
        WRONG,
        /** Too many wrong ones were tried on this link lately. */
        TOO_MANY
    }

    public Unlocked unlock(ShareLink link, String password) {
        String hash = link.passwordHash();
        if (hash == null) {
            return Unlocked.RIGHT;
        }
        Instant now = clock.instant();
        if (wrongPasswords.areTooMany(link.id().value(), now)) {
            return Unlocked.TOO_MANY;
        }
        if (PasswordHash.matches(password, hash)) {
            return Unlocked.RIGHT;
        }
        wrongPasswords.note(link.id().value(), now);
        return Unlocked.WRONG;
    }

    /** What a browser keeps once it gave the right password; another password makes another. */
    public String pass(ShareLink link) {
        return code("pass " + link.id() + " " + link.passwordHash());
    }

    /** @param pass as the browser gave it, null for none */
    public boolean isOpenTo(ShareLink link, @Nullable String pass) {
        return link.passwordHash() == null || (pass != null && same(pass, pass(link)));
    }

    private String code(String of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return encode(Arrays.copyOf(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)), CODE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
