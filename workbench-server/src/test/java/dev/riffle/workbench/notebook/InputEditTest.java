package dev.riffle.workbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.statement.InputType;
import dev.riffle.workbench.notebook.EditResult.Applied;
import dev.riffle.workbench.notebook.EditResult.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputEditTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final CellId ID = new CellId("i");

    private static Input number(String name, String initial, @Nullable String minimum, @Nullable String maximum) {
        return NumberInputs.of(name, initial, minimum, maximum, false);
    }

    private static Input colours(InputChoice choice, String... initial) {
        return new Input(
                "colour",
                "Colour",
                InputType.TEXT,
                choice,
                new InputOptions.Listed(List.of("red", "blue")),
                List.of(initial),
                InputWidget.SELECT,
                null,
                null,
                null,
                true);
    }

    private static Notebook notebook(Cell... cells) {
        Instant then = Instant.EPOCH;
        return new Notebook(
                new NotebookId("n"), "T", RuntimeMode.STREAMING, Delivery.LIVE, 1, then, then, null, List.of(cells));
    }

    private static Cell.InputCell input(Notebook notebook) {
        return (Cell.InputCell) notebook.cell(ID).orElseThrow();
    }

    @Test
    void aValueIsKeptInItsOneFormAndBoundFromThenOn() {
        Notebook before = notebook(Cell.InputCell.of(ID, false, number("least", "1", "0", "10")));
        InputEdit edit = new InputEdit.SetInputValue(ID, List.of("+007.50"));
        Applied applied = (Applied) edit.applyTo(before, NOW);
        assertThat(input(applied.notebook()).values()).containsExactly("7.5");
        assertThat(input(applied.notebook()).input().initial()).containsExactly("1");
        assertThat(applied.effects()).containsExactly(new Effect.ChangeInput("least"));
        assertThat(edit.told(applied.notebook())).isEqualTo(new InputEdit.SetInputValue(ID, List.of("7.5")));
        assertThat(applied.notebook().inputs().values().get("least"))
                .isEqualTo(
                        Objects.requireNonNull(input(applied.notebook()).input().bound(List.of("7.5"))));

        Applied same = (Applied) edit.applyTo(applied.notebook(), NOW);
        assertThat(same.effects()).as("nothing else is bound").isEmpty();
    }

    @Test
    void whatIsNoValueIsRefusedWithTheReason() {
        Notebook numbers = notebook(Cell.InputCell.of(ID, false, number("least", "1", "0", "10")));
        assertThat(new InputEdit.SetInputValue(ID, List.of("1e5")).applyTo(numbers, NOW))
                .isEqualTo(new Rejected(
                        Rejection.VALUE_INVALID, "\"1e5\" is not a number as 12 or -0.5, of at most 38 digits."));
        assertThat(new InputEdit.SetInputValue(ID, List.of("11")).applyTo(numbers, NOW))
                .isEqualTo(new Rejected(Rejection.VALUE_INVALID, "\"11\" is more than 10."));
        assertThat(new InputEdit.SetInputValue(ID, List.of("1", "2")).applyTo(numbers, NOW))
                .isEqualTo(new Rejected(Rejection.VALUE_INVALID, "One value is wanted."));
        Notebook colours = notebook(Cell.InputCell.of(ID, false, colours(InputChoice.SEVERAL)));
        assertThat(new InputEdit.SetInputValue(ID, List.of("red", "green")).applyTo(colours, NOW))
                .isEqualTo(new Rejected(Rejection.VALUE_INVALID, "\"green\" is none of the options."));
        assertThat(new InputEdit.SetInputValue(ID, List.of("red", "red")).applyTo(colours, NOW))
                .isEqualTo(new Rejected(Rejection.VALUE_INVALID, "\"red\" is there twice."));
        assertThat(new InputEdit.SetInputValue(ID, List.of()).applyTo(numbers, NOW))
                .as("no value is a value")
                .isInstanceOf(Applied.class);
    }

    @Test
    void aDefinitionThatChangesKeepsTheValueWhereItFits() {
        Notebook before = notebook(
                new Cell.InputCell(ID, false, number("least", "1", "0", "10"), List.of("7")),
                Cell.InputCell.of(new CellId("other"), false, colours(InputChoice.ONE, "red")));
        InputEdit wider = new InputEdit.SetInput(ID, number("least", "2", "0", "20"), null);
        Applied kept = (Applied) wider.applyTo(before, NOW);
        assertThat(input(kept.notebook()).values()).containsExactly("7");
        assertThat(kept.effects()).isEmpty();
        assertThat(wider.told(kept.notebook()))
                .isEqualTo(new InputEdit.SetInput(ID, number("least", "2", "0", "20"), List.of("7")));

        InputEdit narrower = new InputEdit.SetInput(ID, number("least", "2", "0", "5"), null);
        Applied fallen = (Applied) narrower.applyTo(before, NOW);
        assertThat(input(fallen.notebook()).values()).containsExactly("2");
        assertThat(fallen.effects()).containsExactly(new Effect.ChangeInput("least"));

        InputEdit renamed = new InputEdit.SetInput(ID, number("most", "1", "0", "10"), null);
        assertThat(((Applied) renamed.applyTo(before, NOW)).effects()).isEmpty();
        assertThat(new InputEdit.SetInput(ID, number("colour", "1", null, null), null).applyTo(before, NOW))
                .isEqualTo(EditResult.rejected(Rejection.NAME_TAKEN));
        assertThat(new NotebookEdit.InsertCell(
                                Cell.InputCell.of(new CellId("third"), false, number("least", "1", null, null)), null)
                        .applyTo(before, NOW))
                .isEqualTo(EditResult.rejected(Rejection.NAME_TAKEN));
    }

    @Test
    void aDefinitionHoldsTogether() {
        assertThatThrownBy(() -> number("Least", "1", null, null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> number("secret.x", "1", null, null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> number("least", "x", null, null)).hasMessageContaining("The default");
        assertThatThrownBy(() -> number("least", "1", "2", "1")).hasMessageContaining("least value");
        assertThatThrownBy(() -> colours(InputChoice.FREE)).hasMessageContaining("options");
        assertThatThrownBy(() -> colours(InputChoice.ONE, "green")).hasMessageContaining("none of the options");
        assertThatThrownBy(() -> notebook(
                        Cell.InputCell.of(ID, false, number("a", "1", null, null)),
                        Cell.InputCell.of(new CellId("j"), false, number("a", "1", null, null))))
                .hasMessageContaining("two inputs");
    }

    @Test
    void aCopyStartsWithTheDefaultAndPointsToItsOwnCells() {
        Input days = new Input(
                "days",
                "",
                InputType.DATE,
                InputChoice.SEVERAL,
                new InputOptions.OfQuery(new CellId("query"), "day"),
                List.of("2026-05-04"),
                InputWidget.SELECT,
                null,
                null,
                null,
                false);
        List<Cell> copies = CellCopies.of(List.of(
                new Cell.InputCell(ID, false, days, List.of("2026-05-05")),
                new Cell.Sql(new CellId("query"), false, "SELECT 1", 0)));
        Cell.InputCell copy = (Cell.InputCell) copies.get(0);
        assertThat(copy.values()).containsExactly("2026-05-04");
        assertThat(copy.input().options())
                .isEqualTo(new InputOptions.OfQuery(copies.get(1).id(), "day"));
        assertThat(copies.get(1).id()).isNotEqualTo(new CellId("query"));
    }
}
