package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.notebook.MarkdownFormat;
import java.util.ArrayList;
import java.util.List;

/** The dashboards in a Markdown file. One that is not understood stays in the prose, with a warning. Confined to one reader. */
public final class DashboardBlocks implements MarkdownFormat.OtherBlocks {

    public static final int MOST = 50;

    private final List<DashboardFile> found = new ArrayList<>();

    @Override
    public boolean take(String word, String text, int line, List<String> warnings) {
        if (!word.equals(MarkdownFormat.DASHBOARD)) {
            return false;
        }
        try {
            if (found.size() == MOST) {
                throw new FileProblem(line, "a file has at most " + MOST + " dashboards");
            }
            found.add(DashboardFile.read(text, line));
            return true;
        } catch (FileProblem e) {
            warnings.add("A dashboard is not understood and stays as text: " + e.getMessage() + ".");
            return false;
        }
    }

    public List<DashboardFile> found() {
        return List.copyOf(found);
    }
}
