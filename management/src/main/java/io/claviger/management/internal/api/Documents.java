package io.claviger.management.internal.api;

import io.claviger.management.internal.json.JsonDocument;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The documents of the API. Absent attributes are left out; instants are in ISO 8601. */
final class Documents {
  private Documents() {}

  /**
   * Returns a key with its usage and that of its secrets. Without usage, the caller is an owner of
   * a project, who does not see how many entries the whitelist has either.
   */
  static JsonDocument key(ApiKey key, Optional<KeyUsage> usage, Instant now) {
    return JsonDocument.empty()
        .with("id", key.id().value())
        .with("publicKey", key.publicKey().value())
        .with("kind", Optional.of(key.kind().value()).filter(kind -> !kind.isEmpty()))
        .with("name", key.name())
        .with("description", key.description())
        .with("labels", JsonDocument.of(key.labels().values()))
        .with("roles", key.roles().stream().map(Documents::role).toList())
        .with("state", key.state(now).name())
        .with("enabled", key.isEnabled())
        .with("expiresAt", key.expiresAt())
        .with("rateLimit", key.rateLimit())
        .with("whitelistEntries", usage.map(all -> key.whitelist().size()))
        .with("created", stamp(key.identity().created()))
        .with("secrets", key.secrets().stream().map(each -> secret(each, usage, now)).toList())
        .with("usage", usage.map(all -> usage(all.key())));
  }

  static JsonDocument role(RoleAssignment held) {
    JsonDocument role = JsonDocument.empty().with("role", held.role().name());
    return held.scope() instanceof Scope.Project in ? role.with("project", in.id().value()) : role;
  }

  private static JsonDocument secret(SecretInfo secret, Optional<KeyUsage> usage, Instant now) {
    return JsonDocument.empty()
        .with("id", secret.id().value())
        .with("hint", secret.hint().redacted())
        .with("createdAt", secret.createdAt())
        .with("expiresAt", secret.expiresAt())
        .with("graceAfterUse", secret.grace())
        .with("live", secret.isLive(now))
        .with(
            "usage",
            usage.map(all -> usage(all.secrets().getOrDefault(secret.id(), Usage.none()))));
  }

  private static JsonDocument usage(Usage usage) {
    return JsonDocument.empty()
        .with("count", usage.count())
        .with("lastUsedAt", usage.last().map(Usage.Last::at))
        .with("lastUsedFrom", usage.last().map(Usage.Last::address));
  }

  static JsonDocument entry(WhitelistEntry entry, Optional<KeyUsage> usage) {
    return JsonDocument.empty()
        .with("block", entry.block())
        .with("createdAt", entry.createdAt())
        .with(
            "usage",
            usage.map(all -> usage(all.entries().getOrDefault(entry.block(), Usage.none()))));
  }

  static JsonDocument organization(Organization organization) {
    return JsonDocument.empty()
        .with("id", organization.id().value())
        .with("name", organization.name())
        .with("whitelistRequired", organization.settings().isWhitelistRequired())
        .with("maximumLifetime", organization.settings().maxLifetime())
        .with("apiKeys", organization.counters().apiKeys())
        .with("mostApiKeys", organization.settings().limits().apiKeys())
        .with("mostWhitelistEntries", organization.settings().limits().whitelistEntries());
  }

  static JsonDocument event(AuditEvent event) {
    return JsonDocument.empty()
        .with("id", event.id().value())
        .with("type", event.type().stored())
        .with("key", event.subject().apiKey().map(key -> key.value()))
        .with("at", event.stamp().at())
        .with("by", actor(event.stamp().by()))
        .with("details", JsonDocument.of(event.details()));
  }

  static JsonDocument revokedToken(RevokedToken token) {
    return JsonDocument.empty()
        .with("id", token.id().value())
        .with("at", token.revokedAt())
        .with("expiresAt", token.expiresAt());
  }

  private static JsonDocument stamp(Stamp stamp) {
    return JsonDocument.empty().with("at", stamp.at()).with("by", actor(stamp.by()));
  }

  static JsonDocument actor(Actor actor) {
    return JsonDocument.empty()
        .with("kind", actor.kind().stored())
        .with("name", actor.name())
        .with("address", actor.address());
  }

  /** Returns a page of a list, and what asks for the next one. */
  static JsonDocument page(String name, List<JsonDocument> items, Optional<String> next) {
    return JsonDocument.empty().with(name, items).with("next", next);
  }
}
