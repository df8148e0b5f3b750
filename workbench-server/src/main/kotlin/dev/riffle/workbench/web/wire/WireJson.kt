package dev.riffle.workbench.web.wire

import kotlinx.serialization.json.Json

/** How everything on the wire is written and read: whole, strict, nothing left out. */
val wireJson: Json =
    Json {
        encodeDefaults = true
        explicitNulls = true
        ignoreUnknownKeys = false
        classDiscriminator = "type"
    }
