/** One Flink session per notebook, and the runs of its cells. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.session;
