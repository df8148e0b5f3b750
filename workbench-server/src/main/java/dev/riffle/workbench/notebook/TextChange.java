package dev.riffle.workbench.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * A change of a text, in the form of CodeMirror's change sets: parts that together cover the whole text before.
 *
 * @param parts in order
 */
public record TextChange(List<Part> parts) {

    /**
     * A stretch of the text before.
     *
     * @param length UTF-16 units of the text before that it covers
     * @param insert null: they stay; else they are replaced by this text
     */
    public record Part(
            int length, @org.jspecify.annotations.Nullable String insert) {

        public Part {
            if (length < 0) {
                throw new IllegalArgumentException("a length is not negative");
            }
            insert = insert == null ? null : LineBreaks.normalized(insert);
        }
    }

    public TextChange {
        parts = List.copyOf(parts);
    }

    /** The change that replaces what is between what both begin and end with. */
    public static TextChange between(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int start = 0;
        while (start < most && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        if (start > 0 && Character.isHighSurrogate(before.charAt(start - 1))) {
            start--;
        }
        int end = 0;
        while (end < most - start
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        if (end > 0 && Character.isLowSurrogate(before.charAt(before.length() - end))) {
            end--;
        }
        List<Part> parts = new ArrayList<>();
        if (start > 0) {
            parts.add(new Part(start, null));
        }
        parts.add(new Part(before.length() - start - end, after.substring(start, after.length() - end)));
        if (end > 0) {
            parts.add(new Part(end, null));
        }
        return new TextChange(parts);
    }

    /**
     * The text after.
     *
     * @throws IllegalArgumentException when this was not made for a text of that length
     */
    public String applyTo(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int position = 0;
        for (Part part : parts) {
            if (part.length() > text.length() - position) {
                throw new IllegalArgumentException("the change is for a longer text");
            }
            String insert = part.insert();
            result.append(insert == null ? text.substring(position, position + part.length()) : insert);
            position += part.length();
        }
        if (position != text.length()) {
            throw new IllegalArgumentException("the change is for a shorter text");
        }
        return result.toString();
    }
}
