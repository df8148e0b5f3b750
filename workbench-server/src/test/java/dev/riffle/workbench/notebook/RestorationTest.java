package dev.riffle.workbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RestorationTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @Property(tries = 200)
    void itIsWhatItWasAndThoseWhoFollowTheTextsHaveTheSame(@ForAll long seed) {
        RandomEdits edits = new RandomEdits(seed);
        Notebook notebook = new Notebook(
                new NotebookId("n"), "T", RuntimeMode.STREAMING, Delivery.LIVE, 1, NOW, NOW, null, List.of());
        List<Notebook> history = new ArrayList<>(List.of(notebook));
        for (int i = 0; i < 40; i++) {
            List<Cell.Text> texts = notebook.cells().stream()
                    .filter(Cell.Text.class::isInstance)
                    .map(Cell.Text.class::cast)
                    .toList();
            if (i % 2 == 0 && !texts.isEmpty()) {
                Cell.Text cell = texts.get(i % texts.size());
                String text = edits.change(cell.text().length()).applyTo(cell.text());
                notebook = notebook.nextWithText(cell, text, cell.textVersion() + 1, NOW);
            } else if (edits.next(notebook).applyTo(notebook, NOW) instanceof EditResult.Applied applied) {
                notebook = applied.notebook();
            }
            history.add(notebook);
        }
        for (Notebook then : history) {
            // As it is kept: through the file.
            MarkdownNotebook kept = MarkdownFormat.read(MarkdownFormat.writeWithIds(then));
            Notebook wanted = new Notebook(
                    then.id(), kept.title(), kept.runtimeMode(), kept.delivery(), 0, NOW, NOW, null, kept.cells());
            Restoration restoration = Restoration.of(notebook, wanted, NOW);
            Notebook back = restoration.notebook();
            assertThat(withoutVersions(back.cells())).isEqualTo(withoutVersions(then.cells()));
            assertThat(back.title()).isEqualTo(then.title());
            assertThat(back.runtimeMode()).isEqualTo(then.runtimeMode());
            assertThat(back.delivery()).isEqualTo(then.delivery());
            assertThat(back.revision())
                    .isEqualTo(notebook.revision() + restoration.texts().size() + 1);

            Notebook followed = notebook;
            for (Restoration.TextStep step : restoration.texts()) {
                Cell.Text cell = (Cell.Text) followed.cell(step.cell()).orElseThrow();
                assertThat(step.version()).isEqualTo(cell.textVersion());
                assertThat(step.revision()).isEqualTo(followed.revision() + 1);
                followed = followed.nextWithText(cell, step.change().applyTo(cell.text()), step.version() + 1, NOW);
            }
            for (Cell cell : back.cells()) {
                if (cell instanceof Cell.InputCell input) {
                    assertChoiceKept(notebook, input);
                }
                if (cell instanceof Cell.Text text && followed.cell(cell.id()).orElse(null) instanceof Cell.Text same) {
                    assertThat(same.text()).isEqualTo(text.text());
                    assertThat(same.textVersion()).isEqualTo(text.textVersion());
                }
            }
        }
    }

    /** What was chosen in an input stays where it fits, and is its default where not. */
    private static void assertChoiceKept(Notebook now, Cell.InputCell back) {
        List<String> chosen = now.cell(back.id()).orElse(null) instanceof Cell.InputCell before
                ? before.values()
                : back.input().initial();
        boolean fits = back.input().check(chosen).problem() == null;
        assertThat(back.values())
                .isEqualTo(
                        fits
                                ? back.input().check(chosen).values()
                                : back.input().initial());
    }

    /** Without what is no part of a version. */
    private static List<Cell> withoutVersions(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell instanceof Cell.Text text
                        ? text.withText(text.text(), 0)
                        : cell instanceof Cell.InputCell input
                                ? Cell.InputCell.of(input.id(), input.collapsed(), input.input())
                                : cell)
                .collect(Collectors.toList());
    }

    @Property(tries = 500)
    void theChangeBetweenTwoTextsMakesOneOfTheOther(@ForAll("texts") String before, @ForAll("texts") String after) {
        TextChange change = TextChange.between(before, after);
        assertThat(change.applyTo(before)).isEqualTo(after);
        for (TextChange.Part part : change.parts()) {
            assertThat(part.insert() == null || isWhole(part.insert())).isTrue();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "\n", "😀", "😁", "é")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    /** Whether no half of a pair of surrogates stands alone. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    @Test
    void whatStaysIsTheSameAndWhatGoesIsForgotten() {
        Cell.Sql a = new Cell.Sql(new CellId("a"), false, "SELECT 1", 4);
        Cell.Sql b = new Cell.Sql(new CellId("b"), false, "SELECT 2", 0);
        Cell.Sql wasA = new Cell.Sql(new CellId("a"), false, "SELECT 1", 0);
        Notebook now = new Notebook(
                new NotebookId("n"), "T", RuntimeMode.STREAMING, Delivery.LIVE, 7, NOW, NOW, null, List.of(a, b));
        Notebook then = new Notebook(
                new NotebookId("n"), "T", RuntimeMode.BATCH, Delivery.LIVE, 2, NOW, NOW, null, List.of(wasA));
        Restoration restoration = Restoration.of(now, then, NOW.plusSeconds(1));
        assertThat(restoration.notebook().cells().get(0)).isSameAs(a);
        assertThat(restoration.effects())
                .containsExactly(new Effect.ForgetCell(b.id()), new Effect.ChangeRuntimeMode(RuntimeMode.BATCH));
        assertThat(restoration.touched()).containsExactly("runtime mode");
        assertThat(restoration.notebook().updatedAt()).isEqualTo(NOW.plusSeconds(1));
    }
}
