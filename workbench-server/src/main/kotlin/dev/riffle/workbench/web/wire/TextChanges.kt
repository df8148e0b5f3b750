package dev.riffle.workbench.web.wire

import dev.riffle.workbench.notebook.TextChange
import dev.riffle.workbench.notebook.TextUpdate
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.int

/** CodeMirror's change sets: a number keeps that many units, a list replaces units by lines. */
fun WireTextUpdate.toCore() = TextUpdate(client, TextChange(changes.map { part(it) }))

fun TextUpdate.toWire() =
    WireTextUpdate(
        client(),
        JsonArray(
            change().parts().map { part ->
                val length = JsonPrimitive(part.length())
                val insert = part.insert()
                when {
                    insert == null -> length
                    insert.isEmpty() -> JsonArray(listOf(length))
                    else -> JsonArray(listOf(length) + insert.split("\n").map { JsonPrimitive(it) })
                }
            },
        ),
    )

private fun part(element: JsonElement): TextChange.Part {
    if (element is JsonPrimitive && !element.isString) {
        return TextChange.Part(element.int, null)
    }
    require(element is JsonArray && element.isNotEmpty()) { "a change is a list of numbers and lists" }
    val length = element[0]
    require(length is JsonPrimitive && !length.isString) { "a replacement begins with a number" }
    val lines =
        element.drop(1).map { line ->
            require(line is JsonPrimitive && line.isString) { "inserted lines are strings" }
            line.content
        }
    return TextChange.Part(length.int, lines.joinToString("\n"))
}
