package dev.riffle.workbench.web.wire

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.InternalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.builtins.ListSerializer
import kotlinx.serialization.descriptors.PolymorphicKind
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.descriptors.buildSerialDescriptor
import kotlinx.serialization.descriptors.nullable
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonDecoder
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.longOrNull

private const val MAX_SAFE_INTEGER = (1L shl 53) - 1

/** The values of one column, row by row. They go to the encoder as they are: a tree of JSON elements costs several times as much. */
@Serializable(with = WireValuesSerializer::class)
data class WireValues(
    val values: List<Any?>,
)

internal object WireValuesSerializer : KSerializer<WireValues> {
    private val delegate = ListSerializer(ValueSerializer)
    override val descriptor: SerialDescriptor = delegate.descriptor

    override fun serialize(
        encoder: Encoder,
        value: WireValues,
    ) = delegate.serialize(encoder, value.values)

    override fun deserialize(decoder: Decoder) = WireValues(delegate.deserialize(decoder))
}

/** A value of a row, as docs/protocol.md's table of types has it. */
private object ValueSerializer : KSerializer<Any?> {
    @OptIn(InternalSerializationApi::class, ExperimentalSerializationApi::class)
    override val descriptor: SerialDescriptor =
        buildSerialDescriptor("dev.riffle.Value", PolymorphicKind.SEALED).nullable

    private val list by lazy { ListSerializer(this) }

    @OptIn(ExperimentalSerializationApi::class)
    override fun serialize(
        encoder: Encoder,
        value: Any?,
    ) {
        when (val written = written(value)) {
            null -> encoder.encodeNull()
            is Boolean -> encoder.encodeBoolean(written)
            is Long -> encoder.encodeLong(written)
            is Double -> encoder.encodeDouble(written)
            is String -> encoder.encodeString(written)
            is List<*> -> list.serialize(encoder, written)
            else -> error("not a value of a row: ${written::class}")
        }
    }

    override fun deserialize(decoder: Decoder): Any? = read((decoder as JsonDecoder).decodeJsonElement())

    private fun read(json: JsonElement): Any? =
        when (json) {
            is JsonNull -> null
            is JsonPrimitive -> if (json.isString) json.content else json.booleanOrNull ?: json.longOrNull ?: json.content.toDouble()
            is JsonArray -> json.map { read(it) }
            else -> error("not a value of a row: $json")
        }
}

/** The same as an element, for bodies that are small or made seldom. */
fun value(value: Any?): JsonElement =
    when (val written = written(value)) {
        null -> JsonNull
        is Boolean -> JsonPrimitive(written)
        is Number -> JsonPrimitive(written)
        is String -> JsonPrimitive(written)
        is List<*> -> JsonArray(written.map { value(it) })
        else -> error("not a value of a row: ${written::class}")
    }

/** A number that a browser can't hold is written as its digits, and as a word where it is none. */
private fun written(value: Any?): Any? =
    when (value) {
        is Long -> if (value in -MAX_SAFE_INTEGER..MAX_SAFE_INTEGER) value else value.toString()
        is Double -> if (value.isFinite()) value else value.toString()
        else -> value
    }
