package dev.riffle.workbench.presence;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at an open page.
 *
 * @param client names the page's connection
 * @param name that others see, null for one without an account
 * @param colour from 0 to {@link #COLOURS} - 1, the same for as long as the connection lasts
 */
public record Visitor(String client, @Nullable String name, int colour) {

    public static final int COLOURS = 8;

    public Visitor {
        if (colour < 0 || colour >= COLOURS) {
            throw new IllegalArgumentException("there are " + COLOURS + " colours");
        }
    }
}
