package dev.riffle.workbench.notebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a notebook becomes what it was, as a value: what is the same stays as it is, so that runs of unchanged cells go on, and
 * who writes in a cell that stays goes on with its text.
 *
 * @param notebook as it is then: its revision is one more for each of {@code texts}, and for the rest
 * @param texts of cells that stay, in order
 * @param effects what is to be done in the session
 * @param touched what {@link ChangeLog} remembers as changed by it
 */
public record Restoration(Notebook notebook, List<TextStep> texts, List<Effect> effects, Set<String> touched) {

    /**
     * A cell that stays gets its text.
     *
     * @param version of the text before
     * @param revision of the notebook with it
     */
    public record TextStep(CellId cell, long version, long revision, TextChange change) {}

    public Restoration {
        texts = List.copyOf(texts);
        effects = List.copyOf(effects);
        touched = Set.copyOf(touched);
    }

    /** @param then what it is to be: its title, mode, delivery and cells */
    public static Restoration of(Notebook now, Notebook then, Instant at) {
        List<Cell> cells = new ArrayList<>();
        List<TextStep> texts = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        for (Cell wanted : then.cells()) {
            Cell before = now.cell(wanted.id()).orElse(null);
            Cell after = wanted;
            if (before instanceof Cell.Text old && wanted instanceof Cell.Text text) {
                boolean same = old.text().equals(text.text());
                if (!same) {
                    long revision = now.revision() + texts.size() + 1;
                    TextChange change = TextChange.between(old.text(), text.text());
                    texts.add(new TextStep(wanted.id(), old.textVersion(), revision, change));
                }
                after = text.withText(text.text(), old.textVersion() + (same ? 0 : 1));
            }
            if (wanted instanceof Cell.InputCell input) {
                after = before instanceof Cell.InputCell old ? withValueOf(old, input) : input;
                if (before == null || !after.equals(before)) {
                    effects.add(new Effect.ChangeInput(input.input().name()));
                }
            }
            if (before instanceof Cell.Sql && !(after instanceof Cell.Sql)) {
                effects.add(new Effect.ForgetCell(before.id()));
            }
            if (before != null && !after.equals(before)) {
                touched.add("kind " + after.id());
                touched.add("chart " + after.id());
                touched.add("input " + after.id());
            }
            cells.add(after.equals(before) ? before : after);
        }
        for (Cell cell : now.cells()) {
            if (then.cell(cell.id()).isEmpty()) {
                effects.add(new Effect.ForgetCell(cell.id()));
            }
        }
        if (now.runtimeMode() != then.runtimeMode()) {
            effects.add(new Effect.ChangeRuntimeMode(then.runtimeMode()));
            touched.add("runtime mode");
        }
        if (now.delivery() != then.delivery()) {
            effects.add(new Effect.ChangeDelivery(then.delivery()));
            touched.add("delivery");
        }
        if (!now.title().equals(then.title())) {
            touched.add("title");
        }
        Notebook after = new Notebook(
                now.id(),
                then.title(),
                then.runtimeMode(),
                then.delivery(),
                now.revision() + texts.size() + 1,
                now.createdAt(),
                at,
                now.trashedAt(),
                cells);
        return new Restoration(after, texts, effects, touched);
    }

    /** What is chosen is no part of a version: it stays, where it fits. */
    private static Cell withValueOf(Cell.InputCell now, Cell.InputCell then) {
        Input.Checked kept = then.input().check(now.values());
        return kept.problem() != null
                ? then
                : new Cell.InputCell(then.id(), then.collapsed(), then.input(), kept.values());
    }
}
