package dev.riffle.workbench.version;

/** How a version came to be. */
public enum VersionCause {
    /** The document was made: new, a copy, or of a file. */
    CREATED,
    EDITED,
    /** Nothing was done but cells or tiles removed. */
    REMOVED,
    /** An earlier version was brought back. */
    RESTORED
}
