package dev.riffle.sessions.statement;

/** What a statement does, as far as it decides what its outcome looks like. */
public enum StatementKind {
    /** SELECT, VALUES, WITH … SELECT: a live result. */
    QUERY,
    /** INSERT, statement set, CREATE TABLE AS, EXECUTE PLAN …: a job. */
    JOB,
    /** SHOW, DESCRIBE, EXPLAIN, CALL …: a finite table. */
    TABLE,
    /** CREATE, DROP, ALTER, USE, SET, RESET, ADD JAR …: a message. */
    COMMAND
}
