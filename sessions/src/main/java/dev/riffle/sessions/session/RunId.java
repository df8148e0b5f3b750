package dev.riffle.sessions.session;

/** Names one run of one cell. At most 64 URL-safe characters. */
public record RunId(String value) {

    public RunId {
        if (!value.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not a run id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
