package dev.riffle.workbench.live;

/** What became of a value that a viewer chose for themselves. */
public sealed interface OwnValue {

    record Taken() implements OwnValue {}

    /** There is no such input, or viewers may not change it. */
    record NoInput() implements OwnValue {}

    /** @param message why it is no value */
    record Invalid(String message) implements OwnValue {}

    /** As many runs for viewers are going on as may be. */
    record TooMany() implements OwnValue {}
}
