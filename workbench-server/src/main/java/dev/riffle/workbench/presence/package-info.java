/** Who has a document open, and where in it they are. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.presence;
