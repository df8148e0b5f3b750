package dev.riffle.workbench.web

import com.sun.net.httpserver.HttpServer
import dev.riffle.workbench.access.Codes
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI

/** What a provider says of itself, and is not believed. */
class OpenIdProviderTest {
    private fun find(tokenEndpoint: (String) -> String) {
        val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
        val issuer = "http://127.0.0.1:${server.address.port}"
        server.createContext("/") { exchange ->
            val answer =
                """{"issuer":"$issuer","authorization_endpoint":"$issuer/a","token_endpoint":"${tokenEndpoint(issuer)}"}""".toByteArray()
            exchange.sendResponseHeaders(200, answer.size.toLong())
            exchange.responseBody.use { it.write(answer) }
        }
        server.start()
        try {
            OpenIdProvider(OpenIdSettings(URI(issuer), "id", "secret", "Example", false), Codes("a key of the test")) { _, _ -> }.use {
                runBlocking { it.find() }
                assertThat(it.oauth).isNotNull()
            }
        } finally {
            server.stop(0)
        }
    }

    @Test
    fun `it is asked at safe addresses alone`() {
        find { "$it/token" }
        for (unsafe in listOf("http://login.example/token", "ftp://127.0.0.1/token", "nonsense")) {
            assertThatThrownBy { find { unsafe } }.isInstanceOf(HttpError::class.java).hasMessageContaining("not safe")
        }
    }
}
