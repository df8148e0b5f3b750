/** Who may see what without being the owner: share links. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.access;
