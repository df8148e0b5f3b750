package dev.riffle.workbench.notebook;

/**
 * A change with its author.
 *
 * @param client the tab that made it, as CodeMirror's collab extension names it; at most 64 characters
 */
public record TextUpdate(String client, TextChange change) {

    public TextUpdate {
        if (client.length() > 64) {
            throw new IllegalArgumentException("a client's name has at most 64 characters");
        }
    }
}
