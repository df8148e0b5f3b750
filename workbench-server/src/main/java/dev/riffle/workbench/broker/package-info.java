/** A Kafka broker of this server's own, for samples and trying things out. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.broker;
