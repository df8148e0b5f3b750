package dev.riffle.workbench.access;

import java.time.Instant;

/**
 * A browser in which an account is signed in.
 *
 * @param id of what the browser keeps, the SHA-256; no secret
 * @param browser as it names itself, at most 200 characters
 */
public record SignIn(String id, AccountId account, String browser, Instant createdAt, Instant usedAt) {

    public static final int MOST_BROWSER = 200;

    SignIn withUseAt(Instant now) {
        return new SignIn(id, account, browser, createdAt, now);
    }
}
