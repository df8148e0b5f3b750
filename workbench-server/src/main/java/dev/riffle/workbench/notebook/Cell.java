package dev.riffle.workbench.notebook;

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

    /** A chart of a SQL cell's result. */
    record ChartCell(CellId id, boolean collapsed, Chart chart) implements Cell {

        @Override
        public Cell withCollapsed(boolean nowCollapsed) {
            return new ChartCell(id, nowCollapsed, chart);
        }
    }
}
