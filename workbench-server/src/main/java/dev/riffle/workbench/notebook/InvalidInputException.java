package dev.riffle.workbench.notebook;

/** The definition of an input that does not hold together, in words for whoever wrote it. */
public final class InvalidInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }
}
