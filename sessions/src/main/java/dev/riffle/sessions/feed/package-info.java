/** A view's way to those who watch it. A slow one never holds up the view or another one. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.feed;
