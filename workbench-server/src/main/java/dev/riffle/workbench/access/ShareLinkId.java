package dev.riffle.workbench.access;

import dev.riffle.workbench.notebook.Identifiers;

/** Names a share link among its owner's; no secret. 1 to 64 of {@code A-Za-z0-9_-}. */
public record ShareLinkId(String value) {

    public ShareLinkId {
        Identifiers.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
