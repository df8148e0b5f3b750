/** Notebooks and secrets in H2. The only place that knows its SQL. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.storage;
