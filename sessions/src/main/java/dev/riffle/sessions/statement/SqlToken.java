package dev.riffle.sessions.statement;

/**
 * A token of SQL as Flink's parser sees it; comments and white space are none.
 *
 * @param word the text in capitals
 * @param start offset of its first character
 * @param end offset behind its last character
 */
record SqlToken(String word, int start, int end) {

    boolean is(String expected) {
        return word.equals(expected);
    }

    /** Whether it is a plain string {@code '…'}, in which only a quote has to be escaped. */
    boolean isString() {
        return word.length() > 1 && word.startsWith("'");
    }

    /** Whether it is a string of any kind or a quoted name: what stands in it is text. */
    boolean isQuoted() {
        char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        return word.length() > 1 && (last == '\'' || last == '`' || last == '"');
    }
}
