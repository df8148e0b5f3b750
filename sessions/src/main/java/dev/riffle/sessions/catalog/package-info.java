/** What can be named in SQL in a session. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.catalog;
