/** How the REST interface of a session cluster is reached: by which connections, with which authorization, trusting whom. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.rest;
