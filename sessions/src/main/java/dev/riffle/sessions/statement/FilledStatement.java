package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A statement as Flink gets it, with the values of its inputs and secrets in their places, and the way back from places in that
 * text to those in the cell. Only for what goes to Flink: whatever is told or logged takes the written statement.
 */
public final class FilledStatement {

    /** Where what replaces something stands in the filled-in text. */
    private record Filling(Replacement replacement, int start, int end) {}

    private final Statement written;
    private final SourceText filled;
    private final List<Filling> fillings;

    private FilledStatement(Statement written, String filled, List<Filling> fillings) {
        this.written = written;
        this.filled = new SourceText(filled);
        this.fillings = fillings;
    }

    /** A statement without inputs and secrets. */
    public static FilledStatement asWritten(Statement statement) {
        return new FilledStatement(statement, statement.text(), List.of());
    }

    /**
     * Puts the values of secrets in the places of references.
     *
     * @param references of this statement, in order
     * @param values by name, one for each reference
     */
    public static FilledStatement of(
            Statement statement, List<SecretReference> references, Map<String, String> values) {
        return of(statement, List.of(), Map.of(), references, values);
    }

    /**
     * Puts values in the places of references: of inputs as literals; of secrets into the strings in which they stand,
     * with their quotes doubled, so that each string stays one string. What a value says is looked at no more.
     *
     * @param inputs of this statement
     * @param inputValues by name, one for each of those
     * @param secrets of this statement
     * @param secretValues by name, one for each of those
     */
    public static FilledStatement of(
            Statement statement,
            List<InputReference> inputs,
            Map<String, InputValue> inputValues,
            List<SecretReference> secrets,
            Map<String, String> secretValues) {
        List<Replacement> replacements = new ArrayList<>();
        for (InputReference input : inputs) {
            replacements.add(input.filledWith(Objects.requireNonNull(inputValues.get(input.name()))));
        }
        for (SecretReference secret : secrets) {
            String value = Objects.requireNonNull(secretValues.get(secret.name()));
            replacements.add(new Replacement(secret.start(), secret.end(), value.replace("'", "''")));
        }
        replacements.sort(Comparator.comparingInt(Replacement::start));
        StringBuilder text = new StringBuilder();
        List<Filling> fillings = new ArrayList<>();
        int done = 0;
        for (Replacement replacement : replacements) {
            text.append(statement.text(), done, replacement.start());
            int start = text.length();
            text.append(replacement.text());
            fillings.add(new Filling(replacement, start, text.length()));
            done = replacement.end();
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
        return written.place(writtenStart(start), writtenEnd(end));
    }

    private int writtenStart(int offset) {
        int moved = 0;
        for (Filling filling : fillings) {
            if (offset < filling.start()) {
                break;
            }
            if (offset < filling.end()) {
                return filling.replacement().start();
            }
            moved = filling.replacement().end() - filling.end();
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
                return filling.replacement().end();
            }
            moved = filling.replacement().end() - filling.end();
        }
        return offset + moved;
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
