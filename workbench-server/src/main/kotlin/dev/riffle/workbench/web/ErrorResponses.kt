package dev.riffle.workbench.web

import dev.riffle.sessions.session.UnreadableSecretException
import dev.riffle.workbench.connect.ConnectException
import dev.riffle.workbench.connect.database.DatabaseConnectException
import dev.riffle.workbench.dashboard.DashboardRejection
import dev.riffle.workbench.notebook.InvalidInputException
import dev.riffle.workbench.notebook.Rejection
import dev.riffle.workbench.web.wire.ErrorBody
import dev.riffle.workbench.web.wire.ErrorText
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.plugins.BadRequestException
import io.ktor.server.plugins.statuspages.StatusPagesConfig
import io.ktor.server.response.respond
import io.ktor.util.cio.ChannelIOException
import io.ktor.utils.io.ClosedByteChannelException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.isActive
import org.slf4j.LoggerFactory
import java.nio.channels.ClosedChannelException

/** Ends a request with an error that a person and a program understand. */
class HttpError(
    val status: HttpStatusCode,
    val code: String,
    override val message: String,
) : Exception(message)

fun notFound(what: String) = HttpError(HttpStatusCode.NotFound, "NOT_FOUND", "There is no such $what.")

fun invalid(message: String) = HttpError(HttpStatusCode.BadRequest, "INVALID", message)

fun notAllowedMethod() = HttpError(HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED", "This address does not take that method.")

fun refused(
    reason: Rejection,
    message: String,
) = when (reason) {
    Rejection.STALE -> HttpError(HttpStatusCode.Conflict, reason.name, message)
    Rejection.NOTEBOOK_GONE -> HttpError(HttpStatusCode.NotFound, reason.name, message)
    Rejection.CELL_GONE, Rejection.VERSION_GONE -> HttpError(HttpStatusCode.NotFound, reason.name, message)
    Rejection.CELL_EXISTS -> HttpError(HttpStatusCode.Conflict, reason.name, message)
    Rejection.TOO_LARGE, Rejection.TOO_MANY_CELLS -> HttpError(HttpStatusCode.PayloadTooLarge, reason.name, message)
    Rejection.NAME_TAKEN -> HttpError(HttpStatusCode.Conflict, reason.name, message)
    Rejection.TOO_MANY_INPUTS -> HttpError(HttpStatusCode.PayloadTooLarge, reason.name, message)
    Rejection.INPUT_INVALID, Rejection.VALUE_INVALID -> HttpError(HttpStatusCode.BadRequest, reason.name, message)
    Rejection.INVALID, Rejection.NOT_SQL -> HttpError(HttpStatusCode.BadRequest, reason.name, message)
}

fun refused(reason: DashboardRejection) =
    when (reason) {
        DashboardRejection.STALE, DashboardRejection.TILE_EXISTS -> {
            HttpError(HttpStatusCode.Conflict, reason.name, reason.message())
        }

        DashboardRejection.DASHBOARD_GONE, DashboardRejection.TILE_GONE, DashboardRejection.VERSION_GONE -> {
            HttpError(HttpStatusCode.NotFound, reason.name, reason.message())
        }

        DashboardRejection.TOO_LARGE, DashboardRejection.TOO_MANY_TILES -> {
            HttpError(HttpStatusCode.PayloadTooLarge, reason.name, reason.message())
        }

        DashboardRejection.FORBIDDEN -> {
            HttpError(HttpStatusCode.Forbidden, reason.name, reason.message())
        }

        DashboardRejection.INVALID -> {
            HttpError(HttpStatusCode.BadRequest, reason.name, reason.message())
        }
    }

private const val MOST_CAUSES = 10

private val log = LoggerFactory.getLogger("dev.riffle.workbench.web.ErrorResponses")

fun StatusPagesConfig.errorResponses() {
    exception<Throwable> { call, error -> answer(call, error) }
    status(HttpStatusCode.NotFound) { call, _ -> answer(call, notFound("address")) }
    status(HttpStatusCode.MethodNotAllowed) { call, _ -> answer(call, notAllowedMethod()) }
    status(HttpStatusCode.NotAcceptable) { call, status ->
        answer(call, HttpError(status, "NOT_ACCEPTABLE", "This can't be answered in a format that the request accepts."))
    }
    status(HttpStatusCode.UnsupportedMediaType) { call, status ->
        answer(call, HttpError(status, "UNSUPPORTED_MEDIA_TYPE", "This address does not take that kind of body."))
    }
}

private suspend fun answer(
    call: ApplicationCall,
    error: Throwable,
) {
    if (call.response.isCommitted) {
        // Nothing can be said any more to whoever got a part of an answer.
        if (isGone(error)) log.debug("Whoever asked has gone", error) else log.error("An answer broke off", error)
        return
    }
    if (error is CancellationException && !currentCoroutineContext().isActive) {
        log.debug("Whoever asked has gone", error)
        return
    }
    val known =
        when (error) {
            is HttpError -> {
                error
            }

            is BadRequestException -> {
                invalid(firstLine(error))
            }

            is InvalidInputException -> {
                HttpError(HttpStatusCode.BadRequest, "INPUT_INVALID", error.message!!)
            }

            is IllegalArgumentException -> {
                invalid(firstLine(error))
            }

            is ConnectException -> {
                HttpError(HttpStatusCode.UnprocessableEntity, "CONNECT_${error.field().name}", error.message!!)
            }

            is DatabaseConnectException -> {
                HttpError(HttpStatusCode.UnprocessableEntity, "CONNECT_${error.field().name}", error.message!!)
            }

            is UnreadableSecretException -> {
                HttpError(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE", error.message!!)
            }

            else -> {
                log.error("A request failed", error)
                HttpError(HttpStatusCode.InternalServerError, "INTERNAL", "The server failed; its log says why.")
            }
        }
    call.respond(known.status, ErrorBody(ErrorText(known.code, known.message)))
}

/** Whether an answer could not be written since nobody is there to read it. */
private fun isGone(error: Throwable) =
    generateSequence(error) { it.cause }.take(MOST_CAUSES).any {
        it is ClosedByteChannelException || it is ClosedChannelException || it is ChannelIOException || it is CancellationException
    }

private fun firstLine(error: Throwable) = (error.message ?: "not understood").lineSequence().first().take(300)
