package dev.riffle.workbench.web

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class MessagePaceTest {
    private var now = 0L

    @Test
    fun `a burst is read at once, and what comes on top of it as fast as it may`() {
        val pace = MessagePace { now }
        repeat(MessagePace.BURST) { assertThat(pace.take()).isZero() }
        val waits =
            List(400) {
                pace.take().also { now += it * 1_000_000 }
            }
        assertThat(waits.sum()).isBetween(1_900L, 2_500L)
        now += 60_000_000_000
        repeat(MessagePace.BURST) { assertThat(pace.take()).isZero() }
        assertThat(pace.take()).isPositive()
    }
}
