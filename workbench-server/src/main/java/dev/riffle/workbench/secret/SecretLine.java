package dev.riffle.workbench.secret;

import java.time.Instant;

/** All that is ever told of a secret. */
public record SecretLine(SecretName name, Instant createdAt, Instant updatedAt) {}
