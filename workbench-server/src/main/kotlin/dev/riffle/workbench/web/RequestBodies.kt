package dev.riffle.workbench.web

import dev.riffle.workbench.web.wire.decodeForeign
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.request.header
import io.ktor.server.request.receiveChannel
import io.ktor.utils.io.readAvailable
import io.ktor.utils.io.readRemaining
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.io.readByteArray
import kotlinx.serialization.KSerializer
import java.nio.file.Files
import java.nio.file.Path
import kotlin.time.Duration.Companion.seconds

private const val MOST_JSON_BYTES = 4L shl 20

/** Of whoever is not known: what they may send is a login, a password, a token. */
private const val MOST_BYTES_OF_ANYBODY = 16L shl 10

private val LONGEST_BODY = 60.seconds

private const val FILE_BUFFER_BYTES = 64 shl 10

/**
 * The whole body, at most so many bytes. It may have come slowly: the rule of the route is asked again, so that nothing
 * is done for somebody who may not do it any more.
 */
internal suspend fun ApplicationCall.bytes(most: Long): ByteArray {
    val bound = if (isForAnybody) minOf(most, MOST_BYTES_OF_ANYBODY) else most
    val body =
        withTimeoutOrNull(LONGEST_BODY) { receiveChannel().readRemaining(bound + 1).readByteArray() }
            ?: throw HttpError(HttpStatusCode.RequestTimeout, "TOO_SLOW", "The body was not there within $LONGEST_BODY.")
    if (body.size > bound) {
        throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "The body has more than $bound bytes.")
    }
    askAgain()
    return body
}

/** The whole body into a file, as long as something of it comes every minute. The rule of the route is asked again, as by [bytes]. */
internal suspend fun ApplicationCall.bytesTo(
    file: Path,
    most: Long,
) {
    val body = receiveChannel()
    val buffer = ByteArray(FILE_BUFFER_BYTES)
    var total = 0L
    withContext(Dispatchers.IO) {
        Files.newOutputStream(file).use { out ->
            while (true) {
                val count =
                    withTimeoutOrNull(LONGEST_BODY) { body.readAvailable(buffer) }
                        ?: throw HttpError(HttpStatusCode.RequestTimeout, "TOO_SLOW", "Nothing more of the body came within $LONGEST_BODY.")
                if (count < 0) break
                total += count
                if (total > most) {
                    throw HttpError(HttpStatusCode.PayloadTooLarge, "TOO_LARGE", "The body has more than $most bytes.")
                }
                out.write(buffer, 0, count)
            }
        }
    }
    val promised = request.header(HttpHeaders.ContentLength)?.toLongOrNull()
    if (promised != null && promised != total) {
        throw invalid("The body broke off after $total of $promised bytes.")
    }
    askAgain()
}

/** The body as JSON, read by [bytes]. */
internal suspend fun <T> ApplicationCall.body(serializer: KSerializer<T>): T {
    val text = String(bytes(MOST_JSON_BYTES), Charsets.UTF_8)
    if (text.isEmpty() && request.header(HttpHeaders.TransferEncoding) != null) {
        throw invalid("The body broke off.")
    }
    return decodeForeign(serializer, text.ifBlank { "{}" })
}
