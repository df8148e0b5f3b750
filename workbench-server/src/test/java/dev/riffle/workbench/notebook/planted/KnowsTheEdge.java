package dev.riffle.workbench.notebook.planted;

import dev.riffle.workbench.live.LiveNotebooks;
import io.ktor.http.HttpStatusCode;
import kotlinx.serialization.json.JsonElement;

/** Breaks three laws on purpose; see ArchitectureTest. */
interface KnowsTheEdge {

    void with(HttpStatusCode status);

    void with(JsonElement json);

    void with(LiveNotebooks notebooks);
}
