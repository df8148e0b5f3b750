package dev.riffle.workbench.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTriesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @Test
    void noNumberOfMadeUpSubjectsMakesItForgetOne() {
        WrongTries tries = new WrongTries(10, Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            assertThat(tries.begin("ada", NOW)).isTrue();
        }
        assertThat(tries.begin("ada", NOW)).isFalse();
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            refused += tries.begin("made up " + i, NOW) ? 0 : 1;
        }
        assertThat(refused).as("few share a bucket with another").isLessThan(10);
        assertThat(tries.begin("ada", NOW.plusSeconds(59))).isFalse();
        assertThat(tries.begin("ada", NOW.plusSeconds(61))).isTrue();
    }

    @Test
    void whatWasRightIsNotCounted() {
        WrongTries tries = new WrongTries(2, Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThat(tries.begin("ada", NOW)).isTrue();
            tries.wasRight("ada");
        }
        assertThat(tries.begin("ada", NOW)).isTrue();
        assertThat(tries.begin("ada", NOW)).isTrue();
        assertThat(tries.begin("ada", NOW)).isFalse();
    }
}
