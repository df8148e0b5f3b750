package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.List;

/** The text of a cell with its lines; turns places of one kind into the other. A line ends at LF, CR or CR LF. */
public final class SourceText {

    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();

    public SourceText(String text) {
        this.text = text;
        lineStarts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n' || (character == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                lineStarts.add(i + 1);
            }
        }
    }

    public String text() {
        return text;
    }

    /** The place at an offset; beyond the end it is the end. */
    public SourcePosition at(int offset) {
        int within = Math.max(0, Math.min(offset, text.length()));
        int low = 0;
        int high = lineStarts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts.get(middle) <= within) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return new SourcePosition(within, low + 1, within - lineStarts.get(low) + 1);
    }

    /** The offset of a place given by line and column, both from 1; beyond the end it is the end. */
    public int offset(int line, int column) {
        if (line < 1) {
            return 0;
        }
        if (line > lineStarts.size()) {
            return text.length();
        }
        return Math.min(text.length(), lineStarts.get(line - 1) + Math.max(0, column - 1));
    }

    public SourceRange range(int start, int end) {
        return new SourceRange(at(start), at(end));
    }
}
