/** Further connectors and formats that somebody gave the server, as jars in the data directory. */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.connector;
