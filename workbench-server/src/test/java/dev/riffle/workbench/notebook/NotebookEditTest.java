package dev.riffle.workbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NotebookEditTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private static Notebook notebook(String... cells) {
        List<Cell> made = new ArrayList<>();
        for (String id : cells) {
            made.add(new Cell.Sql(new CellId(id), false, "SELECT '" + id + "'", 0));
        }
        return new Notebook(
                new NotebookId("n"),
                "T",
                RuntimeMode.STREAMING,
                Delivery.LIVE,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                made);
    }

    private static Notebook applied(Notebook notebook, NotebookEdit edit) {
        return ((EditResult.Applied) edit.applyTo(notebook, NOW)).notebook();
    }

    private static List<String> ids(Notebook notebook) {
        return notebook.cells().stream().map(cell -> cell.id().value()).toList();
    }

    @Property(tries = 200)
    void anAppliedEditMakesTheNextRevisionAndARefusedOneNothing(@ForAll long seed) {
        RandomEdits edits = new RandomEdits(seed);
        Notebook notebook = notebook("a", "b", "c");
        for (int i = 0; i < 100; i++) {
            NotebookEdit edit = edits.next(notebook);
            EditResult result = edit.applyTo(notebook, NOW);
            assertThat(edit.applyTo(notebook, NOW))
                    .as("depends on nothing else")
                    .isEqualTo(result);
            if (result instanceof EditResult.Applied applied) {
                assertThat(applied.notebook().revision()).isEqualTo(notebook.revision() + 1);
                assertThat(applied.notebook().updatedAt()).isEqualTo(NOW);
                notebook = applied.notebook();
            }
        }
    }

    @Property(tries = 200)
    void insertingADeletedCellWhereItStoodUndoesTheDeletion(@ForAll long seed) {
        RandomEdits edits = new RandomEdits(seed);
        Notebook notebook = notebook("a", "b", "c");
        for (int i = 0; i < 20; i++) {
            if (edits.next(notebook).applyTo(notebook, NOW) instanceof EditResult.Applied applied) {
                notebook = applied.notebook();
            }
        }
        for (int i = 0; i < notebook.cells().size(); i++) {
            Cell cell = notebook.cells().get(i);
            CellId above = i == 0 ? null : notebook.cells().get(i - 1).id();
            Notebook without = applied(notebook, new NotebookEdit.DeleteCell(cell.id()));
            assertThat(without.cells()).hasSize(notebook.cells().size() - 1).doesNotContain(cell);
            assertThat(applied(without, new NotebookEdit.InsertCell(cell, above))
                            .cells())
                    .isEqualTo(notebook.cells());
        }
    }

    @Test
    void aCellMovesBelowTheOneThatIsNamed() {
        Notebook notebook = notebook("a", "b", "c", "d");
        assertThat(ids(applied(notebook, new NotebookEdit.MoveCell(new CellId("d"), null))))
                .containsExactly("d", "a", "b", "c");
        assertThat(ids(applied(notebook, new NotebookEdit.MoveCell(new CellId("a"), new CellId("c")))))
                .containsExactly("b", "c", "a", "d");
        assertThat(ids(applied(notebook, new NotebookEdit.MoveCell(new CellId("a"), new CellId("gone")))))
                .containsExactly("b", "c", "d", "a");
    }

    @Test
    void whatHasARunLosesItWithTheCell() {
        EditResult result = new NotebookEdit.DeleteCell(new CellId("a")).applyTo(notebook("a"), NOW);
        assertThat(((EditResult.Applied) result).effects()).containsExactly(new Effect.ForgetCell(new CellId("a")));
    }

    @Test
    void aDeliveryIsTheNotebooksAndTheSessionIsTold() {
        NotebookEdit edit = new NotebookEdit.SetDelivery(Delivery.COMMITTED);
        assertThat(edit.agreesWith(notebook())).isFalse();
        EditResult.Applied applied = (EditResult.Applied) edit.applyTo(notebook(), NOW);
        assertThat(applied.effects()).containsExactly(new Effect.ChangeDelivery(Delivery.COMMITTED));
        assertThat(applied.notebook().delivery()).isEqualTo(Delivery.COMMITTED);
        assertThat(edit.agreesWith(applied.notebook())).isTrue();
    }

    @Test
    void boundsAreKept() {
        String[] many = new String[Notebook.MOST_CELLS];
        for (int i = 0; i < many.length; i++) {
            many[i] = "c" + i;
        }
        Cell small = new Cell.Markdown(new CellId("new"), false, "", 0);
        Cell large = new Cell.Markdown(new CellId("new"), false, "x".repeat(Notebook.MOST_TEXT + 1), 0);
        assertThat(new NotebookEdit.InsertCell(small, null).applyTo(notebook(many), NOW))
                .isEqualTo(EditResult.rejected(Rejection.TOO_MANY_CELLS));
        assertThat(new NotebookEdit.InsertCell(large, null).applyTo(notebook(), NOW))
                .isEqualTo(EditResult.rejected(Rejection.TOO_LARGE));
        assertThat(new NotebookEdit.SetTitle("x".repeat(Notebook.MOST_TITLE + 1)).applyTo(notebook(), NOW))
                .isEqualTo(EditResult.rejected(Rejection.TOO_LARGE));
    }

    @Test
    void everyLineBreakOfATextIsOneUnit() {
        assertThat(new Cell.Sql(new CellId("a"), false, "a\r\nb\rc\n", 0).text())
                .isEqualTo("a\nb\nc\n");
        assertThat(new Cell.Markdown(new CellId("a"), false, "\r\n\r\n", 0).text())
                .isEqualTo("\n\n");
        assertThat(new TextChange(List.of(new TextChange.Part(0, "x\r\ny"))).applyTo(""))
                .isEqualTo("x\ny");
        MarkdownNotebook read = MarkdownFormat.read("```sql\rSELECT\r1\r```\r");
        assertThat(((Cell.Sql) read.cells().get(0)).text()).isEqualTo("SELECT\n1");
    }

    @Property(tries = 300)
    void aTextChangeReplacesWhatItSays(@ForAll @StringLength(max = 40) String text, @ForAll long seed) {
        TextChange change = new RandomEdits(seed).change(text.length());
        List<TextChange.Part> parts = change.parts();
        int from = parts.get(0).length();
        int to = from + parts.get(1).length();
        assertThat(change.applyTo(text))
                .isEqualTo(text.substring(0, from) + parts.get(1).insert() + text.substring(to));
        assertThatThrownBy(() -> change.applyTo(text + "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
