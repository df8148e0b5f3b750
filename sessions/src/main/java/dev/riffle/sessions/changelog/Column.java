package dev.riffle.sessions.changelog;

/** A named column of a result. */
public record Column(String name, ColumnType type) {}
