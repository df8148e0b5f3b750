/** The session cluster: child processes of this one, or an existing one at an address. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.cluster;
