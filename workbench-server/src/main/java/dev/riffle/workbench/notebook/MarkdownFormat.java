package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Notebooks as Markdown files, see docs/notebook-format.md. Reading what was written gives the same notebook. */
public final class MarkdownFormat {

    private static final String SEPARATOR = "<!-- cell -->";
    private static final Pattern FRONT = Pattern.compile("\\A---\\n(.*?\\n)?---\\n+", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^#\\s+(.+?)\\s*#*$");
    private static final Pattern BACKTICKS = Pattern.compile("`{3,}");

    /** Takes fenced blocks that are no cells, instead of leaving them in the prose. */
    public interface OtherBlocks {

        /**
         * Whether a block is taken.
         *
         * @param word the first of its info string
         * @param line the first of {@code text} in the file, from 1
         * @param warnings for what is wrong with it
         */
        boolean take(String word, String text, int line, List<String> warnings);
    }

    /** The first word of a block that is a dashboard. */
    public static final String DASHBOARD = "dashboard";

    private MarkdownFormat() {}

    public static String write(Notebook notebook) {
        return write(notebook, Set.of(), List.of());
    }

    /**
     * With dashboards behind the cells.
     *
     * @param shown cells that they name
     * @param dashboards the text of each one's block
     */
    public static String write(Notebook notebook, Set<CellId> shown, List<String> dashboards) {
        Set<CellId> named = sources(notebook);
        named.addAll(shown);
        StringBuilder text = new StringBuilder(write(notebook, cell -> named.contains(cell.id())));
        for (String dashboard : dashboards) {
            text.append('\n').append(fenced(DASHBOARD, dashboard)).append('\n');
        }
        return text.toString();
    }

    /** As versions are kept: reading it gives the same ids, too. */
    public static String writeWithIds(Notebook notebook) {
        return write(notebook, cell -> true);
    }

    /** A dashboard alone as a file. */
    public static String block(String dashboard) {
        return fenced(DASHBOARD, dashboard) + "\n";
    }

    /** SQL cells that charts show. */
    private static Set<CellId> sources(Notebook notebook) {
        Set<CellId> sources = new HashSet<>();
        for (Cell cell : notebook.cells()) {
            if (cell instanceof Cell.ChartCell chart && chart.chart().source() != null) {
                sources.add(chart.chart().source());
            }
            if (cell instanceof Cell.InputCell input
                    && input.input().options() instanceof InputOptions.OfQuery query
                    && query.cell() != null) {
                sources.add(query.cell());
            }
        }
        return sources;
    }

    private static String write(Notebook notebook, Predicate<Cell> isNamed) {
        StringBuilder text = new StringBuilder("---\ntitle: ")
                .append(BlockYaml.write(notebook.title()))
                .append("\nmode: ")
                .append(notebook.runtimeMode().name().toLowerCase(Locale.ROOT))
                .append(notebook.delivery() == Delivery.COMMITTED ? "\ndelivery: committed" : "")
                .append("\n---\n");
        boolean afterProse = false;
        for (Cell cell : notebook.cells()) {
            boolean named = isNamed.test(cell);
            boolean prose = !named && cell instanceof Cell.Markdown markdown && isPlain(markdown);
            text.append('\n');
            if (prose && afterProse) {
                text.append(SEPARATOR).append("\n\n");
            }
            text.append(block(cell, prose, named)).append('\n');
            afterProse = prose;
        }
        return text.toString();
    }

    private static String block(Cell cell, boolean prose, boolean named) {
        if (cell instanceof Cell.Markdown markdown) {
            return prose ? markdown.text() : fenced("markdown-cell" + flags(cell, named), markdown.text());
        }
        if (cell instanceof Cell.Sql sql) {
            return fenced("sql" + flags(cell, named), sql.text());
        }
        if (cell instanceof Cell.InputCell input) {
            return fenced("input" + flags(cell, named), InputYaml.write(input.input()));
        }
        return fenced("chart" + flags(cell, named), ChartYaml.write(((Cell.ChartCell) cell).chart()));
    }

    private static String flags(Cell cell, boolean named) {
        return (named ? " id=" + cell.id() : "") + (cell.collapsed() ? " collapsed" : "");
    }

    private static String fenced(String info, String text) {
        int longest = 2;
        Matcher matcher = BACKTICKS.matcher(text);
        while (matcher.find()) {
            longest = Math.max(longest, matcher.end() - matcher.start());
        }
        String fence = "`".repeat(longest + 1);
        return fence + info + "\n" + text + "\n" + fence;
    }

    /** Whether prose reads back as it is when it stands without a fence. */
    private static boolean isPlain(Cell.Markdown markdown) {
        String text = markdown.text();
        if (markdown.collapsed() || text.isBlank() || text.contains(SEPARATOR) || !text.equals(text.strip())) {
            return false;
        }
        OtherBlocks dashboards = (word, unused, line, warnings) -> word.equals(DASHBOARD);
        List<Cell> read = cells(text + "\n\n```sql\n\n```\n", new ArrayList<>(), dashboards);
        return read.size() == 2
                && read.get(0) instanceof Cell.Markdown same
                && same.text().equals(text);
    }

    /** Reads any Markdown; what is no cell of another kind is prose. */
    public static MarkdownNotebook read(String file) {
        return read(file, (word, text, line, warnings) -> false);
    }

    /** Reads any Markdown; what is no cell of another kind, and is not taken as another block, is prose. */
    public static MarkdownNotebook read(String file, OtherBlocks others) {
        String text = LineBreaks.normalized(file).replaceFirst("^\uFEFF", "");
        List<String> warnings = new ArrayList<>();
        String title = "";
        RuntimeMode mode = RuntimeMode.STREAMING;
        Delivery delivery = Delivery.LIVE;
        boolean titled = false;
        int frontLines = 0;
        Matcher front = FRONT.matcher(text);
        if (front.find()) {
            try {
                Object loaded = new Load(LoadSettings.builder().build())
                        .loadFromString(front.group(1) == null ? "" : front.group(1));
                if (loaded instanceof java.util.Map<?, ?> yaml) {
                    titled = yaml.get("title") != null;
                    title = titled ? String.valueOf(yaml.get("title")) : "";
                    mode = "batch".equals(yaml.get("mode")) ? RuntimeMode.BATCH : RuntimeMode.STREAMING;
                    delivery = "committed".equals(yaml.get("delivery")) ? Delivery.COMMITTED : Delivery.LIVE;
                }
                frontLines = (int) front.group().chars().filter(c -> c == '\n').count();
                text = text.substring(front.end());
            } catch (RuntimeException e) {
                warnings.add("The front matter is not understood and stays as prose.");
            }
        }
        if (!titled) {
            Matcher heading = HEADING.matcher(text);
            title = heading.find() ? heading.group(1) : "Imported notebook";
        }
        if (title.length() > Notebook.MOST_TITLE) {
            warnings.add("The title was too long and was cut.");
            title = title.substring(0, Notebook.MOST_TITLE);
        }
        int before = frontLines;
        List<Cell> cells =
                cells(text, warnings, (word, block, line, found) -> others.take(word, block, line + before, found));
        if (cells.size() > Notebook.MOST_CELLS) {
            warnings.add("The file has " + cells.size() + " cells; the first " + Notebook.MOST_CELLS + " were taken.");
            cells = cells.subList(0, Notebook.MOST_CELLS);
        }
        return new MarkdownNotebook(title, mode, delivery, cells, warnings);
    }

    private static List<Cell> cells(String text, List<String> warnings, OtherBlocks others) {
        String[] lines = text.split("\n", -1);
        List<Cell> cells = new ArrayList<>();
        Set<CellId> used = new HashSet<>();
        Set<String> inputs = new HashSet<>();
        Node document = Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(text);
        int proseFrom = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof FencedCodeBlock block) {
                int first = block.getSourceSpans().get(0).getLineIndex();
                Cell cell = cell(block, first, used, inputs, warnings);
                if (cell != null || others.take(word(block), text(block), first + 2, warnings)) {
                    prose(lines, proseFrom, first, cells, used, warnings);
                    proseFrom = behind(block, first, lines);
                }
                if (cell != null) {
                    cells.add(cell);
                }
            }
        }
        prose(lines, proseFrom, lines.length, cells, used, warnings);
        return cells;
    }

    /** The line behind a block: its fences and what is between them. */
    private static int behind(FencedCodeBlock block, int first, String[] lines) {
        int content = (int) block.getLiteral().chars().filter(c -> c == '\n').count();
        int closing = first + 1 + content;
        return Math.min(lines.length, closing < lines.length && isFence(lines[closing]) ? closing + 1 : closing);
    }

    private static boolean isFence(String line) {
        String stripped = line.strip();
        return stripped.startsWith("```") || stripped.startsWith("~~~");
    }

    private static String word(FencedCodeBlock block) {
        String info = block.getInfo() == null ? "" : block.getInfo().strip();
        return info.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String text(FencedCodeBlock block) {
        String literal = block.getLiteral();
        return literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
    }

    private static @Nullable Cell cell(
            FencedCodeBlock block, int first, Set<CellId> used, Set<String> inputs, List<String> warnings) {
        String info = block.getInfo() == null ? "" : block.getInfo().strip();
        List<String> words = List.of(info.split("\\s+", -1));
        boolean collapsed = words.contains("collapsed");
        String text = text(block);
        switch (word(block)) {
            case "sql", "flink-sql", "flinksql" -> {
                return new Cell.Sql(id(words, used), collapsed, cut(text, warnings), 0);
            }
            case "markdown-cell" -> {
                return new Cell.Markdown(id(words, used), collapsed, cut(text, warnings), 0);
            }
            case "chart" -> {
                try {
                    return new Cell.ChartCell(id(words, used), collapsed, ChartYaml.read(text));
                } catch (RuntimeException e) {
                    warnings.add(notUnderstood("chart", first, e));
                    return null;
                }
            }
            case "input" -> {
                try {
                    Input input = InputYaml.read(text);
                    if (inputs.contains(input.name()) || inputs.size() >= Notebook.MOST_INPUTS) {
                        throw new IllegalArgumentException(
                                inputs.contains(input.name())
                                        ? "another input has the name " + input.name()
                                        : Rejection.TOO_MANY_INPUTS.message());
                    }
                    inputs.add(input.name());
                    return Cell.InputCell.of(id(words, used), collapsed, input);
                } catch (RuntimeException e) {
                    warnings.add(notUnderstood("input", first, e));
                    return null;
                }
            }
            default -> {
                return null;
            }
        }
    }

    private static String notUnderstood(String what, int first, RuntimeException why) {
        return "The " + what + " in line " + (first + 1) + " is not understood and stays as text: "
                + String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    }

    private static CellId id(List<String> words, Set<CellId> used) {
        for (String word : words) {
            if (word.matches("id=[A-Za-z0-9_-]{1,64}")) {
                CellId named = new CellId(word.substring(3));
                if (used.add(named)) {
                    return named;
                }
            }
        }
        CellId made = new CellId(UUID.randomUUID().toString());
        used.add(made);
        return made;
    }

    private static void prose(
            String[] lines, int from, int to, List<Cell> cells, Set<CellId> used, List<String> warnings) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            if (i == to || lines[i].strip().equals(SEPARATOR)) {
                String stripped = stripBlankLines(text.toString());
                if (!stripped.isEmpty()) {
                    cells.add(new Cell.Markdown(id(List.of(), used), false, cut(stripped, warnings), 0));
                }
                text.setLength(0);
            } else {
                text.append(lines[i]).append('\n');
            }
        }
    }

    private static String stripBlankLines(String text) {
        return text.replaceFirst("\\A(?:[ \\t]*\\n)+", "").stripTrailing();
    }

    private static String cut(String text, List<String> warnings) {
        if (text.length() <= Notebook.MOST_TEXT) {
            return text;
        }
        warnings.add("A cell was longer than " + Notebook.MOST_TEXT + " characters and was cut.");
        return text.substring(0, Notebook.MOST_TEXT);
    }
}
