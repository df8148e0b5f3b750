package dev.riffle.workbench.notebook;

import java.util.List;

/** One cell of a notebook. */
public sealed interface Cell {

    CellId id();

    boolean collapsed();

    Cell withCollapsed(boolean collapsed);

    /** A cell that is a text, whose lines end with LF alone. */
    sealed interface Text extends Cell {

        String text();

        /** Counts the changes of the text. */
        long textVersion();

        Text withText(String text, long textVersion);
    }

    /** SQL that runs. */
    record Sql(CellId id, boolean collapsed, String text, long textVersion) implements Text {

        public Sql {
            text = LineBreaks.normalized(text);
        }

        @Override
        public Cell withCollapsed(boolean nowCollapsed) {
            return new Sql(id, nowCollapsed, text, textVersion);
        }

        @Override
        public Text withText(String newText, long newVersion) {
            return new Sql(id, collapsed, newText, newVersion);
        }
    }

    /** Prose. */
    record Markdown(CellId id, boolean collapsed, String text, long textVersion) implements Text {

        public Markdown {
            text = LineBreaks.normalized(text);
        }

        @Override
        public Cell withCollapsed(boolean nowCollapsed) {
            return new Markdown(id, nowCollapsed, text, textVersion);
        }

        @Override
        public Text withText(String newText, long newVersion) {
            return new Markdown(id, collapsed, newText, newVersion);
        }
    }

    /**
     * A value by which SQL of the notebook is changed without changing its text.
     *
     * @param values that it has now, for everybody who has the notebook open
     */
    record InputCell(CellId id, boolean collapsed, Input input, List<String> values) implements Cell {

        /** @throws InvalidInputException where these are no values of the input */
        public InputCell {
            Input.Checked checked = input.check(values);
            if (checked.problem() != null) {
                throw new InvalidInputException(checked.problem());
            }
            values = checked.values();
        }

        /** With the values that it has at first. */
        public static InputCell of(CellId id, boolean collapsed, Input input) {
            return new InputCell(id, collapsed, input, input.initial());
        }

        @Override
        public Cell withCollapsed(boolean nowCollapsed) {
            return new InputCell(id, nowCollapsed, input, values);
        }
    }

    /** A chart of a SQL cell's result. */
    record ChartCell(CellId id, boolean collapsed, Chart chart) implements Cell {

        @Override
        public Cell withCollapsed(boolean nowCollapsed) {
            return new ChartCell(id, nowCollapsed, chart);
        }
    }
}
