package dev.riffle.workbench.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.workbench.access.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes share a version. */
class VersionTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Author ADA = new Author(new AccountId("ada"), "Ada");
    private static final Author BOB = new Author(new AccountId("bob"), "Bob");

    private final List<Version> history = new ArrayList<>();

    private void change(long second, Contribution change) {
        Instant at = NOW.plusSeconds(second);
        Version newest = history.isEmpty() ? null : history.get(history.size() - 1);
        Version before = history.size() < 2 ? null : history.get(history.size() - 2);
        if (newest != null && newest.takes(change, at, before)) {
            history.set(history.size() - 1, newest.with(change, newest.revision() + 1, at));
        } else {
            history.add(Version.begun(history.size() + 1, history.size() + 1, change, at));
        }
    }

    private List<Long> starts() {
        return history.stream()
                .map(version -> version.begunAt().getEpochSecond() - NOW.getEpochSecond())
                .toList();
    }

    @Test
    void aPauseOfFiveMinutesEndsAVersionAndNoneSpansMoreThanThirty() {
        change(0, Contribution.edit(ADA));
        change(300, Contribution.edit(ADA));
        change(601, Contribution.edit(ADA));
        for (long second = 602; second <= 3_000; second += 200) {
            change(second, Contribution.edit(ADA));
        }
        assertThat(starts()).containsExactly(0L, 601L, 2_402L);
    }

    @Test
    void whoComesAfterAnotherBeginsAVersionButTwoAtTheSameTimeShareOne() {
        change(0, Contribution.edit(ADA));
        change(10, Contribution.edit(BOB));
        for (long second = 20; second < 60; second += 2) {
            change(second, Contribution.edit(second % 4 == 0 ? ADA : BOB));
        }
        assertThat(history).hasSize(2);
        assertThat(history.get(0).people()).containsExactly(ADA);
        assertThat(history.get(1).people()).containsExactly(BOB, ADA);
        change(61, Contribution.edit(new Author(ADA.account(), "Ada Lovelace")));
        assertThat(history.get(1).people()).as("the same account").containsExactly(BOB, ADA);
    }

    @Test
    void whatIsThereBeforeSomethingIsRemovedIsAVersion() {
        change(0, Contribution.edit(ADA));
        change(1, Contribution.removal(ADA));
        change(2, Contribution.removal(ADA));
        assertThat(history).hasSize(2);
        change(3, Contribution.edit(ADA));
        assertThat(history).hasSize(2);
        change(4, Contribution.removal(ADA));
        assertThat(starts()).containsExactly(0L, 1L, 4L);
    }

    @Test
    void whatIsRestoredOrHasANameIsNotChangedAnyMore() {
        change(0, Contribution.creation(ADA));
        change(1, Contribution.edit(ADA));
        assertThat(history).hasSize(1);
        change(2, Contribution.restore(ADA, 1));
        change(3, Contribution.edit(ADA));
        assertThat(starts()).containsExactly(0L, 2L, 3L);
        Version last = history.remove(2);
        history.add(new Version(
                3, 3, last.cause(), null, last.begunAt(), last.changedAt(), last.people(), "Before the demo", 0));
        change(4, Contribution.edit(ADA));
        assertThat(starts()).containsExactly(0L, 2L, 3L, 4L);
    }
}
