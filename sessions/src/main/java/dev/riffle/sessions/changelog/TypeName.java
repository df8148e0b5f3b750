package dev.riffle.sessions.changelog;

/** The root of a SQL type, as Flink names it; see {@link ColumnType} for its parameters. */
public enum TypeName {
    NULL,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    DECIMAL,
    FLOAT,
    DOUBLE,
    CHAR,
    VARCHAR,
    BINARY,
    VARBINARY,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_LTZ,
    INTERVAL_YEAR_MONTH,
    INTERVAL_DAY_TIME,
    ARRAY,
    MAP,
    MULTISET,
    ROW,
    VARIANT,
    RAW
}
