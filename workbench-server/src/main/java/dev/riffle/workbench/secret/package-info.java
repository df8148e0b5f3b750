/** What a secret is: its name, and how its value is sealed. Values leave only for a statement that runs. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.secret;
