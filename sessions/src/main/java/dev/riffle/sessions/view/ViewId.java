package dev.riffle.sessions.view;

/** Names one materialised view for as long as the server runs. Opaque; unguessable; at most 64 URL-safe characters. */
public record ViewId(String value) {

    public ViewId {
        if (!value.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not a view id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
