package dev.riffle.workbench.connector;

/** A file that can't be taken as a connector's jar; the message says why to whoever gave it. */
public final class RejectedJarException extends Exception {

    private static final long serialVersionUID = 1;

    RejectedJarException(String message) {
        super(message);
    }
}
