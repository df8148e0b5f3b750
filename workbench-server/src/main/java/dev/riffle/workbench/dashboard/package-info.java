/** Dashboards as values: tiles on a grid that show cells of notebooks. Knows no database, no session and no clock. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.dashboard;
