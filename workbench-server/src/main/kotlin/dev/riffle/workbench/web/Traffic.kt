package dev.riffle.workbench.web

import java.util.concurrent.atomic.LongAdder

/** How many messages with frames went to browsers, and how many bytes. Safe for use from any thread. */
class Traffic {
    private val messages = LongAdder()
    private val bytes = LongAdder()

    fun sent(size: Int) {
        messages.increment()
        bytes.add(size.toLong())
    }

    fun messages(): Double = messages.sum().toDouble()

    fun bytes(): Double = bytes.sum().toDouble()
}
