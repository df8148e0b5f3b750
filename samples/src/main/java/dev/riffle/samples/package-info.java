/** Sample notebooks, and where they are listed. */
@org.jspecify.annotations.NullMarked
package dev.riffle.samples;
