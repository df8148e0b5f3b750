package dev.riffle.workbench.notebook;

/** Why an edit was refused; docs/protocol.md lists the codes. */
public enum Rejection {
    NOTEBOOK_GONE("This notebook is not open: it may have been moved to the trash."),
    CELL_GONE("The cell was deleted."),
    CELL_EXISTS("There is a cell with this id already."),
    VERSION_GONE("There is no such version: older ones are let go after a while."),
    STALE("Somebody else changed this in the meantime. The newest version is shown now."),
    TOO_LARGE("This is longer than a notebook takes."),
    TOO_MANY_CELLS("A notebook has at most 500 cells."),
    INPUT_INVALID("This input does not hold together."),
    NAME_TAKEN("Another input of this notebook has that name."),
    VALUE_INVALID("This is no value of the input."),
    TOO_MANY_INPUTS("A notebook has at most 50 inputs."),
    INVALID("This change does not fit the notebook."),
    NOT_SQL("Only SQL cells can run.");

    private final String message;

    Rejection(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }
}
