package dev.riffle.workbench.web

import dev.riffle.workbench.web.wire.ClientMessage
import dev.riffle.workbench.web.wire.ServerMessage
import dev.riffle.workbench.web.wire.wireJson
import kotlinx.serialization.KSerializer
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText

/** The examples in docs/protocol are what this server reads and writes; the browser's tests read the same files. */
class GoldenMessagesTest {
    @Test
    fun everyClientMessageReadsAndWritesBackTheSame() = check("client", ClientMessage.serializer(), 20)

    @Test
    fun everyServerMessageReadsAndWritesBackTheSame() = check("server", ServerMessage.serializer(), 20)

    private fun <T> check(
        side: String,
        serializer: KSerializer<T>,
        atLeast: Int,
    ) {
        val files = Path.of("../docs/protocol/$side").listDirectoryEntries("*.json")
        assertThat(files).hasSizeGreaterThan(atLeast)
        for (file in files) {
            val json = wireJson.parseToJsonElement(file.readText())
            val message = wireJson.decodeFromJsonElement(serializer, json)
            assertThat(wireJson.encodeToJsonElement(serializer, message)).describedAs(file.toString()).isEqualTo(json)
        }
    }
}
