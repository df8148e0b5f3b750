/** Notebooks and dashboards as files that leave this server and come from elsewhere. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.file;
