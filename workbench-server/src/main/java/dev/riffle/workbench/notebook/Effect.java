package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;

/** What is to be done in the session because of an edit. */
public sealed interface Effect {

    /** The cell is gone or no SQL any more: its run is stopped, and what it created is dropped. */
    record ForgetCell(CellId cell) implements Effect {}

    record ChangeRuntimeMode(RuntimeMode mode) implements Effect {}

    record ChangeDelivery(Delivery delivery) implements Effect {}

    /** Another value is bound for this input from now on. */
    record ChangeInput(String name) implements Effect {}
}
