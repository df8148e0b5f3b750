package dev.riffle.workbench.notebook;

/** What may be chosen of an input. */
public enum InputChoice {
    /** Any value of its type. */
    FREE,
    /** One of its options. */
    ONE,
    /** Several of its options. */
    SEVERAL
}
