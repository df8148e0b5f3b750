/** The table source {@code faker}: made-up rows by the expressions of Datafaker, with the options of the well-known connector. */
@org.jspecify.annotations.NullMarked
package dev.riffle.samples.faker;
