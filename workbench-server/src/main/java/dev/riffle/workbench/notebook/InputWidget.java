package dev.riffle.workbench.notebook;

/** By what an input is changed on a page. */
public enum InputWidget {
    /** A field to write in, or to pick a date in. */
    FIELD(true),
    /** A number between two others. */
    SLIDER(true),
    /** A list that opens. */
    SELECT(false),
    /** All options side by side. */
    BUTTONS(false);

    private final boolean ofFreeChoice;

    InputWidget(boolean ofFreeChoice) {
        this.ofFreeChoice = ofFreeChoice;
    }

    boolean fits(InputChoice choice) {
        return ofFreeChoice == (choice == InputChoice.FREE);
    }
}
