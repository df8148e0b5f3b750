/** Files that people give to a notebook, and the tables that read them. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.connect.file;
