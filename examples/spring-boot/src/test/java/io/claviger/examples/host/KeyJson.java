package io.claviger.examples.host;

import io.claviger.model.ApiKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key in the answers of the management API. */
record KeyJson(
    String id,
    String publicKey,
    String description,
    List<String> roles,
    List<String> whitelist,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt) {
  static KeyJson of(ApiKey key) {
    return new KeyJson(
        key.id().value(),
        key.publicKey().value(),
        key.description(),
        key.roles().stream().map(held -> held.role().name()).toList(),
        key.whitelist().entries().stream().map(entry -> entry.block().toString()).toList(),
        key.createdAt(),
        key.createdBy().name(),
        key.expiresAt().orElse(null));
  }
}
