/** The history of notebooks and dashboards, as values: what a version is, which changes share one, which are let go. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.version;
