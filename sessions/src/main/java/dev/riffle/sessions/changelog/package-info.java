/**
 * A result as a sequence of changes.
 *
 * <p><b>Values.</b> A value of a row is one of the following, whatever its SQL type; the {@link
 * dev.riffle.sessions.changelog.ColumnType} says how to read it. Nothing else occurs, so that what a browser sees,
 * what is exported and what is compared are one and the same.
 *
 * <ul>
 *   <li>{@code null}: SQL NULL
 *   <li>{@link java.lang.Boolean}: BOOLEAN
 *   <li>{@link java.lang.Long}: TINYINT, SMALLINT, INTEGER, BIGINT
 *   <li>{@link java.lang.Double}: DOUBLE, FLOAT (the double with the shortest text of the float), with NaN and
 *       infinities
 *   <li>{@link java.lang.String}: CHAR and VARCHAR as they are; DECIMAL as plain digits with its scale; DATE {@code
 *       2026-05-04}; TIME(p) {@code 10:22:07.412}; TIMESTAMP(p) {@code 2026-05-04 10:22:07.412}; TIMESTAMP_LTZ(p) the
 *       same in the session's time zone; all with exactly p fractional digits; intervals as Flink prints them ({@code
 *       +1-02}, {@code +0 00:00:01.000}); BINARY and VARBINARY as base64; VARIANT and RAW as their text
 *   <li>{@link java.util.List} (unmodifiable, may hold null): ARRAY its elements; ROW its fields; MAP and MULTISET its
 *       entries, each a list of two (key and value, element and count), in the order of the map
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.changelog;
