package dev.riffle.workbench.web.wire

import dev.riffle.workbench.connect.kafka.KafkaSettings
import dev.riffle.workbench.connect.kafka.Message
import dev.riffle.workbench.connect.kafka.MessagePart
import dev.riffle.workbench.connect.kafka.ServerAddress
import dev.riffle.workbench.connect.kafka.TableProposal
import dev.riffle.workbench.connect.kafka.Topic
import kotlinx.serialization.Serializable

/**
 * @property protocol one of `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT`, `SASL_SSL`
 * @property mechanism one of `PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512`
 * @property secret the name of the secret that has the password
 * @property certificates PEM of those that are trusted
 */
@Serializable
class KafkaSettingsBody(
    val servers: String,
    val protocol: String = "PLAINTEXT",
    val mechanism: String = "PLAIN",
    val user: String = "",
    val secret: String = "",
    val certificates: String = "",
)

/** @property registry address of a schema registry; empty where none is known */
@Serializable
class KafkaTopicBody(
    val settings: KafkaSettingsBody,
    val topic: String,
    val registry: String = "",
)

@Serializable
class TopicListBody(
    val topics: List<TopicBody>,
)

@Serializable
class TopicBody(
    val name: String,
    val partitions: Int,
    val bytes: Long?,
    val retentionMillis: Long?,
    val compacted: Boolean,
)

@Serializable
class MessageListBody(
    val messages: List<MessageBody>,
    val table: TableProposalBody,
)

@Serializable
class MessageBody(
    val partition: Int,
    val offset: Long,
    val time: String,
    val key: MessagePartBody?,
    val value: MessagePartBody?,
    val bytes: Int,
)

@Serializable
class MessagePartBody(
    val text: String,
    val binary: Boolean,
)

@Serializable
class TableProposalBody(
    val format: String,
    val notes: List<String>,
    val sql: String,
    val needsRegistry: Boolean,
)

fun KafkaSettingsBody.toCore(): KafkaSettings =
    KafkaSettings(
        ServerAddress.listOf(servers),
        KafkaSettings.Protocol.entries.find { it.name == protocol }
            ?: throw IllegalArgumentException("protocol is one of ${KafkaSettings.Protocol.entries.joinToString()}."),
        KafkaSettings.Mechanism.entries.find { it.title() == mechanism }
            ?: throw IllegalArgumentException("mechanism is one of ${KafkaSettings.Mechanism.entries.joinToString { it.title() }}."),
        user.trim(),
        secret,
        certificates,
    )

fun Topic.toWire() = TopicBody(name(), partitions(), bytes(), retentionMillis(), compacted())

/** What is shown of a key or value. */
private const val MOST_CHARACTERS = 2_000

fun Message.toWire() = MessageBody(partition(), offset(), time().toString(), key()?.toWire(), value()?.toWire(), bytes())

private fun MessagePart.toWire() = MessagePartBody(text().take(MOST_CHARACTERS), binary())

fun TableProposal.toWire() = TableProposalBody(format(), notes(), sql(), needsRegistry())
