/** The table source {@code riffle-sample}: real data that comes with Riffle, whole or replayed in event time. */
@org.jspecify.annotations.NullMarked
package dev.riffle.samples.data;
