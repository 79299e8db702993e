package io.claviger.store.tck.broken;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.Organization;
import io.claviger.model.Revision;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Replaces one part of a change. */
final class Rewrites {
  private Rewrites() {}

  static OrganizationChange expecting(OrganizationChange change, Optional<Revision> expected) {
    return new OrganizationChange(
        expected,
        change.organization(),
        change.deletesOrganization(),
        change.keys(),
        change.events(),
        change.chain());
  }

  static UnaryOperator<OrganizationChange> organization(UnaryOperator<Organization> rewrite) {
    return change ->
        new OrganizationChange(
            change.expected(),
            rewrite.apply(change.organization()),
            change.deletesOrganization(),
            change.keys(),
            change.events(),
            change.chain());
  }

  static UnaryOperator<OrganizationChange> keys(UnaryOperator<KeyChanges> rewrite) {
    return change -> with(change, rewrite.apply(change.keys()));
  }

  static OrganizationChange with(OrganizationChange change, KeyChanges keys) {
    return new OrganizationChange(
        change.expected(),
        change.organization(),
        change.deletesOrganization(),
        keys,
        change.events(),
        change.chain());
  }

  static UnaryOperator<OrganizationChange> events(UnaryOperator<List<AuditEvent>> rewrite) {
    return change ->
        new OrganizationChange(
            change.expected(),
            change.organization(),
            change.deletesOrganization(),
            change.keys(),
            rewrite.apply(change.events()),
            change.chain());
  }

  static UnaryOperator<OrganizationChange> event(UnaryOperator<AuditEvent> rewrite) {
    return events(events -> events.stream().map(rewrite).toList());
  }

  /** Replaces the settings of created and updated keys. */
  static UnaryOperator<OrganizationChange> settings(UnaryOperator<ApiKeySettings> rewrite) {
    UnaryOperator<ApiKey> each = key -> key.with(rewrite.apply(key.settings()));
    return keys(
        keys ->
            new KeyChanges(
                keys.created().stream()
                    .map(stored -> new StoredApiKey(each.apply(stored.key()), stored.secrets()))
                    .toList(),
                keys.updated().stream().map(each).toList(),
                keys.secrets(),
                keys.deleted()));
  }

  /** Replaces the secrets of created keys and of rotations. */
  static UnaryOperator<OrganizationChange> secrets(UnaryOperator<List<StoredSecret>> rewrite) {
    return keys(
        keys ->
            new KeyChanges(
                keys.created().stream()
                    .map(stored -> stored.with(rewrite.apply(stored.secrets())))
                    .toList(),
                keys.updated(),
                mapped(keys.secrets(), rewrite),
                keys.deleted()));
  }

  private static <K, V> Map<K, V> mapped(Map<K, V> map, Function<V, V> rewrite) {
    Map<K, V> result = new HashMap<>();
    map.forEach((key, value) -> result.put(key, rewrite.apply(value)));
    return result;
  }

  /** Returns the lookup with other secrets. */
  static KeyLookup withSecrets(KeyLookup key, List<LookupSecret> secrets) {
    ApiKeySettings settings =
        ApiKeySettings.of(
            key.description(),
            key.labels(),
            key.roles(),
            key.whitelist(),
            key.isEnabled(),
            key.expiresAt(),
            key.rateLimit(),
            Optional.empty());
    return KeyLookup.of(key.organization(), key.id(), key.publicKey(), settings, secrets)
        .withKind(key.kind());
  }
}
