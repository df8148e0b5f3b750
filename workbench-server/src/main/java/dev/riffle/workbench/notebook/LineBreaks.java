package dev.riffle.workbench.notebook;

/**
 * The texts of cells know one kind of line break, LF: the editor counts every break as one unit, and so must whoever
 * applies its changes.
 */
final class LineBreaks {

    private LineBreaks() {}

    static String normalized(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
