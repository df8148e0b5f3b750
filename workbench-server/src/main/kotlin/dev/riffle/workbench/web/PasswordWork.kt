package dev.riffle.workbench.web

import io.ktor.http.HttpStatusCode
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.withContext
import java.util.concurrent.atomic.AtomicInteger

/**
 * Hashing and checking of passwords, each of which takes a core for a moment, and memory: few at once, on threads that
 * nothing else waits for, and no long row of those that wait. Safe for use from any thread.
 */
object PasswordWork {
    private const val AT_ONCE = 2
    private const val MOST_WAITING = 50

    private val asked = AtomicInteger()

    @OptIn(ExperimentalCoroutinesApi::class)
    private val few = Dispatchers.IO.limitedParallelism(AT_ONCE)

    /** Refused at once where too many wait already. */
    suspend fun <T> run(work: () -> T): T {
        try {
            if (asked.incrementAndGet() > AT_ONCE + MOST_WAITING) {
                throw HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "Too many passwords wait to be checked. Try again in a minute.")
            }
            return withContext(few) { work() }
        } finally {
            asked.decrementAndGet()
        }
    }
}
