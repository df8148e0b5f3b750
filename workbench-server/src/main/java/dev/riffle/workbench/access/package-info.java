/** Who may see and do what: accounts, their roles, and share links. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.access;
