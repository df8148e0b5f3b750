/**
 * A database is looked into, so that somebody need not write its tables' definitions by hand. Every connection is of one
 * request, reads only, and is closed with it.
 */
@org.jspecify.annotations.NullMarked
package dev.riffle.workbench.connect.database;
