package dev.riffle.workbench.web.wire

import kotlinx.serialization.DeserializationStrategy
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.builtins.ListSerializer
import kotlinx.serialization.builtins.serializer
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonTransformingSerializer

private val lenient = Json { ignoreUnknownKeys = true }

/** What an OpenID Connect provider tells; it may be more than what is asked. */
fun <T> decodeProviders(
    deserializer: DeserializationStrategy<T>,
    text: String,
): T = lenient.decodeFromString(deserializer, text)

/** Where a provider is asked what: OpenID Connect Discovery 1.0, 3. */
@Serializable
data class OpenIdConfiguration(
    val issuer: String,
    @SerialName("authorization_endpoint") val authorizationEndpoint: String,
    @SerialName("token_endpoint") val tokenEndpoint: String,
    @SerialName("userinfo_endpoint") val userInfoEndpoint: String? = null,
    @SerialName("token_endpoint_auth_methods_supported") val tokenEndpointMethods: List<String>? = null,
)

/** Of an id_token, and of what stands at the userinfo endpoint: OpenID Connect Core 1.0, 2 and 5.1. */
@Serializable
data class OpenIdClaims(
    val sub: String,
    val iss: String? = null,
    @Serializable(with = OneOrMany::class) val aud: List<String> = emptyList(),
    val azp: String? = null,
    val exp: Double? = null,
    val nonce: String? = null,
    val name: String? = null,
    @SerialName("preferred_username") val preferredUsername: String? = null,
    val email: String? = null,
)

private object OneOrMany : JsonTransformingSerializer<List<String>>(ListSerializer(String.serializer())) {
    override fun transformDeserialize(element: JsonElement) = element as? JsonArray ?: JsonArray(listOf(element))
}
