/** Notebooks, cells and edits as plain values. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.notebook;
