package dev.riffle.sessions.catalog;

import java.util.EnumSet;
import org.apache.flink.configuration.description.Description;
import org.apache.flink.configuration.description.Formatter;
import org.apache.flink.configuration.description.TextElement;

/** What Flink says of an option, without its markup. */
final class PlainText extends Formatter {

    static String of(Description description) {
        return new PlainText().format(description).strip();
    }

    @Override
    protected void formatLink(StringBuilder state, String link, String description) {
        state.append(description);
    }

    @Override
    protected void formatLineBreak(StringBuilder state) {
        state.append('\n');
    }

    @Override
    protected void formatText(
            StringBuilder state, String format, String[] elements, EnumSet<TextElement.TextStyle> styles) {
        state.append(String.format(format, (Object[]) elements));
    }

    @Override
    protected void formatList(StringBuilder state, String[] entries) {
        for (String entry : entries) {
            state.append("\n- ").append(entry);
        }
    }

    @Override
    protected Formatter newInstance() {
        return new PlainText();
    }
}
