/** SQL text cut into statements by Flink's own parser, with places in the cell. Never throws: it returns problems. */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.statement;
