package dev.riffle.workbench.access;

import dev.riffle.workbench.storage.ShareLinkStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All share links. What stands in a link's address is its id with a code of 192 bits that only the key of this server
 * can make: the database alone gives no link away. Safe for use from any thread.
 */
public final class ShareLinks {

    /** Of one document. */
    public static final int MOST_FROZEN = 50;

    /** Of one notebook or dashboard. */
    public static final int MOST_OF_A_DOCUMENT = 100;

    /** For so long an owner still sees that there was one. */
    static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(30);

    private final ShareLinkStore store;
    private final Codes codes;
    private final Clock clock;

    /** Guesses: whoever has an address that was made here is answered, however many others try. */
    private final WrongTries wrongAddresses = new WrongTries(30, Duration.ofMinutes(1));

    private final WrongTries wrongPasswords = new WrongTries(10, Duration.ofMinutes(1));

    public ShareLinks(ShareLinkStore store, Codes codes, Clock clock) {
        this.store = store;
        this.codes = codes;
        this.clock = clock;
        clean();
    }

    private void clean() {
        store.clean(clock.instant().minus(KEPT_AFTER_EXPIRY));
    }

    /** What asking for a link comes to. */
    public sealed interface Found {

        record Link(ShareLink link) implements Found {}

        /** There is no such link, or no longer: which of the two is nobody's business. */
        record Nothing() implements Found {}

        /** Too many wrong ones were tried lately. */
        record TooMany() implements Found {}
    }

    /**
     * Empty where the document has as many as it may have.
     *
     * @param passwordHash null where none is needed
     * @param frozen what it shows from now on, whatever happens to the document; null where it is live
     */
    public Optional<ShareLink> create(
            String name,
            DocumentReference target,
            boolean showsSql,
            @Nullable Instant expiresAt,
            @Nullable String passwordHash,
            List<EmbeddingOrigin> origins,
            byte @Nullable [] frozen) {
        clean();
        Instant now = clock.instant();
        ShareLink link = new ShareLink(
                new ShareLinkId(Codes.random(9)),
                name,
                target,
                showsSql,
                now,
                expiresAt,
                passwordHash,
                origins,
                frozen == null ? null : now);
        // One after the other: two at once might both find room.
        synchronized (store) {
            return store.create(link, frozen, MOST_OF_A_DOCUMENT) ? Optional.of(link) : Optional.empty();
        }
    }

    /** Whether one more frozen link to it may be made: each takes up to some megabytes. */
    public boolean hasRoomForFrozen(DocumentReference target) {
        return store.countFrozen(target) < MOST_FROZEN;
    }

    /** What a frozen link shows, as it was given; empty where it is live or has been ended. */
    public Optional<byte[]> frozen(ShareLinkId id) {
        return store.frozen(id);
    }

    /** Whether what it was made for is there, and not in the trash. */
    public boolean isTargetThere(ShareLink link) {
        return store.isThere(link.target());
    }

    /** Those that show this, the newest first. */
    public List<ShareLink> list(DocumentReference target) {
        return store.list(target);
    }

    /** Also one that shows nothing at the moment. */
    public Optional<ShareLink> find(ShareLinkId id) {
        return store.find(id);
    }

    /** Ends it at once; false where it is not there. */
    public boolean revoke(ShareLinkId id) {
        return store.delete(id);
    }

    /** What stands behind {@code /s/} in the address of the link. */
    public String address(ShareLink link) {
        return codes.address("link", link.id().value());
    }

    /** Whether it shows something: it is there, and what it was made for is not in the trash. */
    public boolean isShown(ShareLinkId id) {
        return shown(id).isPresent();
    }

    private Optional<ShareLink> shown(ShareLinkId id) {
        return store.find(id).filter(link -> !link.hasExpired(clock.instant()) && isTargetThere(link));
    }

    /** The link that an address names, if it still shows something. */
    public Found find(String address) {
        Optional<ShareLinkId> genuine = codes.idOf("link", address).map(ShareLinkId::new);
        if (genuine.isPresent()) {
            return shown(genuine.get()).<Found>map(Found.Link::new).orElseGet(Found.Nothing::new);
        }
        return wrongAddresses.begin("", clock.instant()) ? new Found.Nothing() : new Found.TooMany();
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
        if (!wrongPasswords.begin(link.id().value(), clock.instant())) {
            return Unlocked.TOO_MANY;
        }
        if (password.length() <= ShareLink.MOST_PASSWORD && PasswordHash.matches(password, hash)) {
            wrongPasswords.wasRight(link.id().value());
            return Unlocked.RIGHT;
        }
        return Unlocked.WRONG;
    }

    /** What a browser keeps once it gave the right password; another password makes another. */
    public String pass(ShareLink link) {
        return codes.code("pass " + link.id() + " " + link.passwordHash());
    }

    /** @param pass as the browser gave it, null for none */
    public boolean isOpenTo(ShareLink link, @Nullable String pass) {
        return link.passwordHash() == null || (pass != null && Codes.same(pass, pass(link)));
    }
}
