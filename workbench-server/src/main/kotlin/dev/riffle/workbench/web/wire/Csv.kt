package dev.riffle.workbench.web.wire

import dev.riffle.sessions.view.Snapshot
import kotlinx.serialization.json.JsonPrimitive

/** Rows as RFC 4180 has them, with a header; NULL is empty, an empty text is `""`, nested values are JSON. */
fun Snapshot.toCsv(): String =
    buildString {
        append(schema().columns().joinToString(",") { quoted(it.name()) }).append("\r\n")
        for (row in rows()) {
            append(row.values().joinToString(",") { field(it) }).append("\r\n")
        }
    }

private fun field(value: Any?): String =
    when (val json = value(value)) {
        is JsonPrimitive -> {
            if (value == null) {
                ""
            } else if (json.content.isEmpty()) {
                "\"\""
            } else {
                quoted(json.content)
            }
        }

        else -> {
            quoted(json.toString())
        }
    }

private fun quoted(text: String): String =
    if (text.any { it == ',' || it == '"' || it == '\n' || it == '\r' }) "\"" + text.replace("\"", "\"\"") + "\"" else text
