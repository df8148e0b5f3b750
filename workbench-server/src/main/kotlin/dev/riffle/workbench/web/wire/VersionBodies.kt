package dev.riffle.workbench.web.wire

import dev.riffle.workbench.version.Version
import kotlinx.serialization.Serializable
import java.util.Locale

/** Bodies about the history of a notebook or dashboard, see docs/http-api.md. */
@Serializable
data class VersionListBody(
    val revision: Long,
    val versions: List<WireVersion>,
)

@Serializable
data class WireVersion(
    val number: Long,
    val cause: String,
    val restored: Long?,
    val begunAt: String,
    val changedAt: String,
    val people: List<String>,
    val name: String?,
)

@Serializable
data class VersionNameBody(
    val name: String?,
)

@Serializable
data class RestoreBody(
    val basedOn: Long,
)

/** @param namesPeople false where there are no accounts to tell people apart */
fun Version.toWire(namesPeople: Boolean) =
    WireVersion(
        number(),
        cause().name.lowercase(Locale.ROOT),
        restored(),
        begunAt().toString(),
        changedAt().toString(),
        if (namesPeople) people().map { it.name() } else emptyList(),
        name(),
    )
