package dev.riffle.workbench.connect.file;

/** The kinds of files that a table can be made of. */
public enum FileKind {
    CSV,
    JSON_LINES,
    PARQUET,
    AVRO
}
