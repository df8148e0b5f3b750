package dev.riffle.workbench.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link by which anybody sees one notebook or dashboard, and nothing else.
 *
 * @param name for its owner, up to 100 characters
 * @param showsSql whether the text of SQL cells is shown, too
 * @param expiresAt from when on it shows nothing any more; null for never
 * @param passwordHash Argon2id in its usual form; null where no password is needed
 * @param origins of the sites that may show its page in a frame, up to 10; none where there is a password: no cookie of
 *     the frame would reach this server, and nobody should type a password into a page within another's
 * @param frozenAt of which moment it shows the rows; null where it is live
 */
public record ShareLink(
        ShareLinkId id,
        String name,
        DocumentReference target,
        boolean showsSql,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String passwordHash,
        List<EmbeddingOrigin> origins,
        @Nullable Instant frozenAt) {

    public static final int MOST_NAME = 100;
    public static final int MOST_PASSWORD = 200;
    public static final int MOST_ORIGINS = 10;

    public ShareLink {
        origins = origins.stream().distinct().toList();
        if (origins.size() > MOST_ORIGINS) {
            throw new IllegalArgumentException("a link names at most " + MOST_ORIGINS + " sites that may embed it");
        }
        if (passwordHash != null && !origins.isEmpty()) {
            throw new IllegalArgumentException("a link with a password can't be embedded: make one without");
        }
    }

    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
