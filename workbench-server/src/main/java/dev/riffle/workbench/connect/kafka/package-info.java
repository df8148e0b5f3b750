/** Topics and messages of a Kafka cluster, looked at with the settings that a table gets. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.connect.kafka;
