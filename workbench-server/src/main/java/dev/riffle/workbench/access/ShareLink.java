package dev.riffle.workbench.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link by which anybody sees one notebook or dashboard, and nothing else.
 *
 * @param name for its owner, up to 100 characters
 * @param showsSql whether the text of SQL cells is shown, too
 * @param expiresAt from when on it shows nothing any more; null for never
 * @param passwordHash Argon2id in its usual form; null where no password is needed
 */
public record ShareLink(
        ShareLinkId id,
        String name,
        DocumentReference target,
        boolean showsSql,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String passwordHash) {

    public static final int MOST_NAME = 100;
    public static final int MOST_PASSWORD = 200;

    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
