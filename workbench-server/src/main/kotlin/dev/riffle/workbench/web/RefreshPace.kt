package dev.riffle.workbench.web

import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicReference

/**
 * Tells a state that changes often: the first change at once, those within a pause after it together when the pause is
 * over, so that the last one is always told. Safe for use from any thread.
 *
 * @param tell tells the state as it is when it is called
 */
class RefreshPace(
    pause: Duration,
    private val tell: () -> Unit,
) {
    private enum class State { QUIET, PAUSE, CHANGED_IN_PAUSE }

    private val state = AtomicReference(State.QUIET)
    private val later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)

    fun changed() {
        if (state.getAndUpdate { if (it == State.QUIET) State.PAUSE else State.CHANGED_IN_PAUSE } == State.QUIET) {
            tellAndPause()
        }
    }

    private fun tellAndPause() {
        later.execute(::pauseIsOver)
        tell()
    }

    private fun pauseIsOver() {
        if (state.getAndUpdate { if (it == State.CHANGED_IN_PAUSE) State.PAUSE else State.QUIET } == State.CHANGED_IN_PAUSE) {
            tellAndPause()
        }
    }
}
