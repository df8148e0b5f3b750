package dev.riffle.workbench.web

import dev.riffle.sessions.session.Secrets
import dev.riffle.workbench.connect.database.DatabaseSettings
import dev.riffle.workbench.connect.database.Databases
import dev.riffle.workbench.connect.database.TableDefinition
import dev.riffle.workbench.connect.database.TableName
import dev.riffle.workbench.web.wire.*
import io.ktor.server.application.ApplicationCall
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.post
import io.ktor.server.routing.route
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.serialization.KSerializer

/** Looks into a database for who writes a notebook, see docs/http-api.md: no answer and no error has a password in it. */
fun Route.databaseRoutes(secrets: Secrets) {
    val databases = Databases()
    route("/notebooks/{id}/connect/database") {
        post("/tables") {
            val body = call.connectionBody(DatabaseTablesRequest.serializer())
            val answer =
                withContext(Dispatchers.IO) {
                    val settings = body.toSettings(secrets)
                    databases.tables(settings, body.search).toWire(
                        TableDefinition.catalog(settings).orElse(null),
                        TableDefinition.catalogProblem(settings).orElse(null),
                    )
                }
            call.respond(answer)
        }
        post("/table") {
            val body = call.connectionBody(DatabaseTableRequest.serializer())
            val answer =
                withContext(Dispatchers.IO) {
                    val settings = body.toSettings(secrets)
                    val table = databases.table(settings, TableName(body.schema, body.table))
                    table.toWire(TableDefinition.of(settings, table).orElse(null))
                }
            call.respond(answer)
        }
    }
}

private fun DatabaseConnectionBody.toSettings(secrets: Secrets) = DatabaseSettings.of(url, user, password, secret, secrets)

/** What is wrong with a body is not quoted: a decoder's message may have the password in it. */
private suspend fun <T> ApplicationCall.connectionBody(serializer: KSerializer<T>): T =
    try {
        body(serializer)
    } catch (_: IllegalArgumentException) {
        throw invalid("The body has url, user, password or secret, and of a table its schema and table.")
    }
