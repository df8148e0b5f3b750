package dev.riffle.workbench.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThinningTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:30:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Property(tries = 200)
    void whatStaysIsBoundAndHasTheNewestAndAllThatHaveAName(@ForAll("histories") List<Version> versions) {
        Set<Long> gone = Thinning.superfluous(versions, NOW);
        List<Version> kept = versions.stream()
                .filter(version -> !gone.contains(version.number()))
                .toList();
        Version newest = versions.get(versions.size() - 1);
        List<Version> thinned = kept.stream()
                .filter(version -> version.name() == null && !version.equals(newest))
                .toList();

        assertThat(kept).contains(newest);
        assertThat(kept)
                .containsAll(versions.stream()
                        .filter(version -> version.name() != null)
                        .toList());
        assertThat(thinned).hasSizeLessThanOrEqualTo(Thinning.MOST_UNNAMED);
        assertThat(thinned.stream().mapToLong(Version::bytes).sum()).isLessThanOrEqualTo(Thinning.MOST_BYTES);
        assertThat(thinned.stream()
                        .filter(version -> age(version).compareTo(Duration.ofDays(30)) > 0)
                        .map(version -> version.changedAt().getEpochSecond() / 86_400))
                .doesNotHaveDuplicates();
        assertThat(thinned.stream()
                        .filter(version -> age(version).compareTo(DAY) > 0)
                        .map(version -> version.changedAt().getEpochSecond() / 3_600))
                .doesNotHaveDuplicates();
        assertThat(Thinning.superfluous(kept, NOW)).as("once is enough").isEmpty();

        boolean fits = versions.size() <= Thinning.MOST_UNNAMED
                && versions.stream().mapToLong(Version::bytes).sum() <= Thinning.MOST_BYTES;
        if (fits) {
            assertThat(kept)
                    .containsAll(versions.stream()
                            .filter(version -> age(version).compareTo(DAY) <= 0)
                            .toList());
            assertThat(kept.stream().map(version -> version.changedAt().getEpochSecond() / 86_400))
                    .as("every day has its last")
                    .containsAll(versions.stream()
                            .map(version -> version.changedAt().getEpochSecond() / 86_400)
                            .toList());
        }
    }

    @Test
    void ofVersionsThatTakeTooMuchTheNewestStay() {
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            versions.add(version(i + 1, NOW.minusSeconds(100 - i), null, i == 9 ? 0 : 20L << 20));
        }
        assertThat(Thinning.superfluous(versions, NOW)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    }

    private static Duration age(Version version) {
        return Duration.between(version.changedAt(), NOW);
    }

    private static Version version(long number, Instant changedAt, @Nullable String name, long bytes) {
        return new Version(number, number, VersionCause.EDITED, null, changedAt, changedAt, List.of(), name, bytes);
    }

    @Provide
    Arbitrary<List<Version>> histories() {
        Arbitrary<Integer> pauses = Arbitraries.of(30, 600, 4_000, 40_000, 200_000);
        Arbitrary<Boolean> named = Arbitraries.integers().between(0, 9).map(i -> i == 0);
        Arbitrary<Long> bytes = Arbitraries.of(100L, 5_000L, 1L << 20, 10L << 20);
        Arbitrary<List<Object[]>> steps = Combinators.combine(pauses, named, bytes)
                .as((pause, hasName, size) -> new Object[] {pause, hasName, size})
                .list()
                .ofMinSize(1)
                .ofMaxSize(800);
        return steps.map(list -> {
            List<Version> versions = new ArrayList<>();
            Instant at = NOW;
            for (int i = list.size() - 1; i >= 0; i--) {
                Object[] step = list.get(i);
                versions.add(0, version(i + 1, at, (Boolean) step[1] ? "named" : null, (Long) step[2]));
                at = at.minusSeconds((Integer) step[0]);
            }
            return versions;
        });
    }
}
