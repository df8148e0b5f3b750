package dev.riffle.workbench.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riffle.workbench.notebook.CellId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final Room ROOM = new Room(Room.Kind.NOTEBOOK, "n");
    private static final Whereabouts IN_A_TEXT = new Whereabouts(new CellId("c"), new Caret(3, 1, 4));

    private final Presence presence = new Presence();

    /** What one page was told last, and how often it was told anything. */
    private static final class Page implements Presence.Listener {
        private volatile List<Present> others = List.of();
        private volatile int more;
        private final AtomicInteger told = new AtomicInteger();

        @Override
        public void present(List<Present> others, int more) {
            this.others = others;
            this.more = more;
            told.incrementAndGet();
        }

        List<String> clients() {
            return others.stream().map(present -> present.visitor().client()).toList();
        }
    }

    private static Visitor person(String client) {
        return new Visitor(client, null, 0);
    }

    @Test
    void thoseInARoomAreToldOfEachOtherAndOfNobodyElse() {
        Page ada = new Page();
        Page ben = new Page();
        Page elsewhere = new Page();
        presence.enter(new Room(Room.Kind.DASHBOARD, "n"), person("elsewhere"), elsewhere);
        presence.enter(ROOM, person("ada"), ada);
        Presence.Visit visit = presence.enter(ROOM, person("ben"), ben);
        await().until(() -> ada.clients().equals(List.of("ben")));
        await().until(() -> ben.clients().equals(List.of("ada")));
        visit.moved(IN_A_TEXT);
        await().until(() -> ada.others.get(0).whereabouts().equals(IN_A_TEXT));
        visit.close();
        await().until(() -> ada.others.isEmpty());
        visit.moved(IN_A_TEXT);
        presence.enter(ROOM, person("cyd"), new Page());
        await().until(() -> ada.clients().equals(List.of("cyd")));
        assertThat(elsewhere.others).isEmpty();
    }

    @Test
    void manyMovesAreToldAsFewListsOfWhichTheLastIsTrue() {
        Page ada = new Page();
        presence.enter(ROOM, person("ada"), ada);
        Presence.Visit visit = presence.enter(ROOM, person("ben"), new Page());
        for (int i = 0; i < 20_000; i++) {
            visit.moved(new Whereabouts(new CellId("c"), new Caret(0, i, i)));
        }
        visit.moved(IN_A_TEXT);
        await().until(() ->
                !ada.others.isEmpty() && ada.others.get(0).whereabouts().equals(IN_A_TEXT));
        assertThat(ada.told.get()).isLessThan(2_000);
    }

    @Test
    void ofAGreatCrowdAPageIsToldSomeAndTheNumberOfTheRest() {
        Page ada = new Page();
        presence.enter(ROOM, person("ada"), ada);
        List<Presence.Visit> crowd = new ArrayList<>();
        for (int i = 0; i < Presence.MOST_TOLD + 7; i++) {
            crowd.add(presence.enter(ROOM, person("p" + i), new Page()));
        }
        await().until(() -> ada.others.size() == Presence.MOST_TOLD && ada.more == 7);
        crowd.forEach(Presence.Visit::close);
        await().until(() -> ada.others.isEmpty() && ada.more == 0);
    }

    @Test
    void aCaretStandsWithinATextAndInACell() {
        assertThatThrownBy(() -> new Caret(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Caret(0, 0, 200_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Whereabouts(null, new Caret(0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
