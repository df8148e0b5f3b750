/** From where somebody's data is to the statement that makes a table of it. Knows no notebook: it proposes text. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.connect;
