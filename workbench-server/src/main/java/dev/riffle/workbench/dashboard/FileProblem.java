package dev.riffle.workbench.dashboard;

/** Why a file can't be read; the message names the line. */
public final class FileProblem extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    FileProblem(int line, String message) {
        super("line " + line + ": " + message);
    }
}
