package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A statement as Flink gets it, with the values of its secrets in their places, and the way back from places in that
 * text to those in the cell. Only for what goes to Flink: whatever is told or logged takes the written statement.
 */
public final class FilledStatement {

    /** Where the value of a reference stands in the filled-in text. */
    private record Filling(SecretReference reference, int start, int end) {}

    private final Statement written;
    private final SourceText filled;
    private final List<Filling> fillings;

    private FilledStatement(Statement written, String filled, List<Filling> fillings) {
        this.written = written;
        this.filled = new SourceText(filled);
        this.fillings = fillings;
    }

    /** A statement without secrets. */
    public static FilledStatement asWritten(Statement statement) {
        return new FilledStatement(statement, statement.text(), List.of());
    }

    /**
     * Puts values in the places of references. Their quotes are doubled, so that each string stays one string.
     *
     * @param references of this statement, in order
     * @param values by name, one for each reference
     */
    public static FilledStatement of(
            Statement statement, List<SecretReference> references, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        List<Filling> fillings = new ArrayList<>();
        int done = 0;
        for (SecretReference reference : references) {
            text.append(statement.text(), done, reference.start());
            int start = text.length();
            text.append(Objects.requireNonNull(values.get(reference.name())).replace("'", "''"));
            fillings.add(new Filling(reference, start, text.length()));
            done = reference.end();
        }
        text.append(statement.text(), done, statement.text().length());
        return new FilledStatement(statement, text.toString(), fillings);
    }

    public Statement written() {
        return written;
    }

    /** What Flink gets. */
    public String text() {
        return filled.text();
    }

    /** The offset in the filled-in text of a place there, given by line and column, both from 1. */
    public int offset(int line, int column) {
        return filled.offset(line, column);
    }

    /** Where a stretch of the filled-in text stands in the cell; of a value it is the whole reference. */
    public SourceRange inCell(int start, int end) {
        return new SourceText(written.text())
                .range(writtenStart(start), writtenEnd(end))
                .within(written.range().start());
    }

    private int writtenStart(int offset) {
        int moved = 0;
        for (Filling filling : fillings) {
            if (offset < filling.start()) {
                break;
            }
            if (offset < filling.end()) {
                return filling.reference().start();
            }
            moved = filling.reference().end() - filling.end();
        }
        return offset + moved;
    }

    private int writtenEnd(int offset) {
        int moved = 0;
        for (Filling filling : fillings) {
            if (offset <= filling.start()) {
                break;
            }
            if (offset <= filling.end()) {
                return filling.reference().end();
            }
            moved = filling.reference().end() - filling.end();
        }
        return offset + moved;
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
