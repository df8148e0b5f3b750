/** Notebooks that are open: who watches, what runs. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.live;
