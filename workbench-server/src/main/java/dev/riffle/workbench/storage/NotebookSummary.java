package dev.riffle.workbench.storage;

import dev.riffle.workbench.notebook.NotebookId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the list of notebooks. */
public record NotebookSummary(
        NotebookId id,
        String title,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant trashedAt,
        int cells) {}
