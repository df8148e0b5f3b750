/** A result as a table: what a changelog has come to, with versions, bounded in rows and bytes. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.view;
