package io.claviger.cli.output;

import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyKind;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.model.SecretInfo;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of objects, as they are printed. No field is a secret. */
public final class Views {
  /** The columns of a list of organizations. */
  public static final List<String> ORGANIZATION_COLUMNS =
      List.of("id", "name", "keys", "limitKeys", "whitelistRequired", "createdAt");

  /** The columns of a list of keys. */
  public static final List<String> KEY_COLUMNS =
      List.of(
          "id",
          "publicKey",
          "state",
          "roles",
          "expiresAt",
          "rateLimit",
          "lastUsedAt",
          "kind",
          "name",
          "description");

  /** The columns of a whitelist. */
  public static final List<String> ENTRY_COLUMNS =
      List.of("block", "createdAt", "lastUsedAt", "uses");

  /** The columns of a list of events. */
  public static final List<String> EVENT_COLUMNS = List.of("at", "by", "type", "key", "details");

  private Views() {}

  /** Returns the fields of an organization. */
  public static Map<String, Object> of(Organization organization) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", organization.id());
    fields.put("name", organization.name());
    fields.put("keys", organization.counters().apiKeys());
    fields.put("lastingOwners", organization.counters().lastingOwners());
    fields.put("whitelistRequired", organization.settings().isWhitelistRequired());
    fields.put("limitKeys", organization.settings().limits().apiKeys());
    fields.put("limitEntries", organization.settings().limits().whitelistEntries());
    fields.put("rateLimit", organization.settings().limits().rate());
    fields.put("keyRateLimit", organization.settings().limits().keyRate());
    fields.put("createdAt", organization.created().at());
    fields.put("createdBy", organization.created().by());
    return fields;
  }

  /** Returns the fields of a key as it is at this instant, with its usage and its secrets. */
  public static Map<String, Object> of(ApiKey key, KeyUsage usage, Instant now) {
    Map<String, Object> fields = of(key, now);
    put(fields, usage.key());
    fields.put("secrets", key.secrets().stream().map(Views::of).toList());
    return fields;
  }

  /** Returns the fields of a key as it is at this instant. */
  public static Map<String, Object> of(ApiKey key, Instant now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("organization", key.organization());
    fields.put("id", key.id());
    fields.put("publicKey", key.publicKey());
    fields.put("state", key.state(now));
    fields.put("roles", key.roles());
    fields.put("kind", Optional.of(key.kind()).filter(kind -> !kind.equals(KeyKind.none())));
    fields.put("name", key.name());
    fields.put("description", key.description());
    fields.put("labels", key.labels().values());
    fields.put("whitelist", key.whitelist().entries().stream().map(WhitelistEntry::block).toList());
    fields.put("createdAt", key.createdAt());
    fields.put("createdBy", key.createdBy());
    fields.put("expiresAt", key.expiresAt());
    fields.put("rateLimit", key.rateLimit());
    return fields;
  }

  /**
   * Returns the same fields for the first key of an organization. Its id has another name, because
   * somebody who creates an organization expects the id of the organization.
   */
  public static Map<String, Object> ofFirstKey(ApiKey key, Instant now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    of(key, now).forEach((name, value) -> fields.put(name.equals("id") ? "keyId" : name, value));
    return fields;
  }

  private static Map<String, Object> of(SecretInfo secret) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", secret.id());
    fields.put("createdAt", secret.createdAt());
    fields.put("expiresAt", secret.expiresAt());
    return fields;
  }

  /** Returns the fields of an entry of a whitelist. */
  public static Map<String, Object> of(WhitelistEntry entry, Map<CidrBlock, Usage> usage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("block", entry.block());
    fields.put("createdAt", entry.createdAt());
    put(fields, usage.getOrDefault(entry.block(), Usage.none()));
    return fields;
  }

  /** Returns the fields of an event. */
  public static Map<String, Object> of(AuditEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id());
    fields.put("at", event.stamp().at());
    fields.put("by", event.stamp().by());
    fields.put("type", event.type());
    fields.put("organization", event.organization());
    fields.put("key", event.subject().apiKey());
    fields.put("details", event.details());
    return fields;
  }

  /** Returns the fields of a revoked access token. */
  public static Map<String, Object> of(RevokedToken token) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("organization", token.organization());
    fields.put("key", token.apiKey());
    fields.put("token", token.id());
    fields.put("revokedAt", token.revokedAt());
    fields.put("expiresAt", token.expiresAt());
    return fields;
  }

  /** Returns the fields of a revoked access token in a list of events, which has none for it. */
  public static Map<String, Object> ofEvent(RevokedToken token) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Optional.empty());
    fields.put("at", token.revokedAt());
    fields.put("by", Optional.empty());
    fields.put("type", "ACCESS_TOKEN_REVOKED");
    fields.put("organization", token.organization());
    fields.put("key", Optional.of(token.apiKey()));
    fields.put("details", Map.of("token", token.id()));
    return fields;
  }

  private static void put(Map<String, Object> fields, Usage usage) {
    fields.put("uses", usage.count());
    fields.put("lastUsedAt", usage.last().map(Usage.Last::at));
  }
}
