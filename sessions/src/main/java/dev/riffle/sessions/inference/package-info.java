/** What columns a table needs to read messages or files, told from samples of them. Reads no source itself. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.inference;
