/** What runs inside the child processes of a local cluster, before Flink does. Depends on nothing but the JDK and Flink. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.cluster.child;
