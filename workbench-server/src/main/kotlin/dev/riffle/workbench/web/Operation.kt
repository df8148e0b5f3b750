package dev.riffle.workbench.web

import dev.riffle.workbench.storage.Backup
import dev.riffle.workbench.storage.Database

/**
 * What those who run the server ask of it.
 *
 * @property scraper the token by which metrics are read, beside administrators; null for none
 */
class Operation(
    val database: Database,
    val backup: Backup,
    val frames: FrameCache,
    val pace: TickPace,
    val metrics: Metrics,
    val scraper: String?,
)
