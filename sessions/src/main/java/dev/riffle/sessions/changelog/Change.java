package dev.riffle.sessions.changelog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a result.
 *
 * @param kind an UPDATE_BEFORE is directly followed by its UPDATE_AFTER; an UPDATE_AFTER alone replaces the row with
 *     the same key
 * @param values as this package's description says; an unmodifiable list
 */
public record Change(RowKind kind, List<@Nullable Object> values) {}
