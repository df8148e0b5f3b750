package dev.riffle.workbench.connect.file;

import java.time.Instant;

/** A file that somebody gave to a notebook. */
public record GivenFile(String name, long bytes, Instant givenAt) {}
