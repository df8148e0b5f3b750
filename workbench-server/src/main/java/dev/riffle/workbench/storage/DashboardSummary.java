package dev.riffle.workbench.storage;

import dev.riffle.workbench.dashboard.DashboardId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the list of dashboards. */
public record DashboardSummary(
        DashboardId id,
        String title,
        boolean keptRunning,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant trashedAt,
        int tiles) {}
