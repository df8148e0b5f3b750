package dev.riffle.workbench.web

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import java.net.InetAddress
import java.net.InetSocketAddress

/** Keeps schemas, and answers the two requests that Flink's format makes: the id of a schema, and the schema of an id. */
class SchemaRegistry : AutoCloseable {
    private val schemas = mutableListOf<String>()
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    val address get() = "http://127.0.0.1:${server.address.port}"

    init {
        server.createContext("/subjects/") { exchange ->
            val schema = Json.parseToJsonElement(exchange.requestBody.reader().readText()).jsonObject.text("schema")
            if (schema !in schemas) schemas += schema
            answer(exchange, mapOf("id" to JsonPrimitive(schemas.indexOf(schema) + 1)))
        }
        server.createContext("/schemas/ids/") { exchange ->
            val id =
                exchange.requestURI.path
                    .substringAfterLast('/')
                    .toInt()
            answer(exchange, mapOf("schema" to JsonPrimitive(schemas[id - 1])))
        }
        server.start()
    }

    private fun answer(
        exchange: HttpExchange,
        fields: Map<String, JsonPrimitive>,
    ) {
        val bytes = JsonObject(fields).toString().toByteArray()
        exchange.responseHeaders.add("Content-Type", "application/json")
        exchange.sendResponseHeaders(200, bytes.size.toLong())
        exchange.responseBody.use { it.write(bytes) }
    }

    override fun close() = server.stop(0)
}
