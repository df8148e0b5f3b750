package dev.riffle.workbench.access;

import java.time.Instant;

/**
 * An address by which one person makes an account of their own.
 *
 * @param id names it among invitations; no secret
 * @param name for whom it is
 */
public record Invitation(String id, String name, boolean administrator, Instant createdAt, Instant expiresAt) {

    public boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
