/**
 * What runs inside the job: changes are reduced to the net changes of one frame before they leave the cluster. Depends
 * on Flink and on nothing else, because this package's jar goes to clusters that lack the rest of the library.
 */
@org.jspecify.annotations.NullMarked
package dev.riffle.sessions.tap;
