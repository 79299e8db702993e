package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyKind;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.tck.Samples;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Values that come back different. */
final class BrokenValues {
  private static final String EQUAL = "store: values come back equal to what was given";

  private BrokenValues() {}

  static List<BrokenStore> all() {
    return List.of(
        settings(
            "cuts expiry to the millisecond",
            s -> s.withExpiry(s.expiresAt().map(at -> at.truncatedTo(ChronoUnit.MILLIS)))),
        settings(
            "strips blanks",
            s -> s.description().isBlank() ? s : s.withDescription(s.description().strip())),
        settings(
            "loses roles on projects",
            s -> {
              List<RoleAssignment> rest =
                  s.roles().stream()
                      .filter(role -> role.scope() instanceof Scope.Organization)
                      .toList();
              return rest.isEmpty() ? s : s.withRoles(rest);
            }),
        settings(
            "forgets the revision of whitelist entries",
            s ->
                s.withWhitelist(
                    Whitelist.of(
                        s.whitelist().entries().stream()
                            .map(e -> new WhitelistEntry(e.block(), e.createdAt(), 1))
                            .toList()))),
        settings(
            "keeps at most 1,000 whitelist entries",
            s ->
                s.withWhitelist(
                    Whitelist.of(s.whitelist().entries().stream().limit(1_000).toList()))),
        settings("forgets the name of keys", s -> s.withName(Optional.empty())),
        BrokenStore.rewriting("forgets the kind of keys", EQUAL, Rewrites.keys(ofNoKind())),
        new BrokenStore(
            "forgets the kind of keys in lookups",
            EQUAL,
            store ->
                store.find =
                    publicKey ->
                        store
                            .real
                            .findByPublicKey(publicKey)
                            .map(found -> found.withKind(KeyKind.none()))),
        settings("forgets the rate limit of keys", s -> s.withRateLimit(Optional.empty())),
        organizations(
            "forgets the rate limit of organizations",
            s ->
                OrganizationSettings.of(
                    s.name(),
                    s.isWhitelistRequired(),
                    s.maxLifetime(),
                    Limits.of(
                        s.limits().apiKeys(),
                        s.limits().whitelistEntries(),
                        Optional.empty(),
                        s.limits().keyRate()))),
        organizations(
            "forgets the rate limit of each key of an organization",
            s ->
                OrganizationSettings.of(
                    s.name(),
                    s.isWhitelistRequired(),
                    s.maxLifetime(),
                    Limits.of(
                        s.limits().apiKeys(),
                        s.limits().whitelistEntries(),
                        s.limits().rate(),
                        Optional.empty()))),
        secrets(
            "forgets the grace of secrets",
            s ->
                new StoredSecret(
                    SecretInfo.of(
                        s.info().id(),
                        s.info().hint(),
                        s.info().createdAt(),
                        s.info().expiresAt(),
                        Optional.empty()),
                    s.verifiers())),
        new BrokenStore(
            "forgets the prefixes of tokens in lookups",
            EQUAL,
            store ->
                store.find =
                    publicKey ->
                        store.real.findByPublicKey(publicKey).map(BrokenValues::withoutPrefixes)),
        storing(
            "remembers the last value of a name",
            "storeIfAbsent: the first value is never replaced",
            (values, value) -> {
              values.put(value.name(), value.value());
              return value.value();
            }),
        storing(
            "remembers values in each process",
            "storeIfAbsent: all callers on all nodes get the same answer",
            (values, value) -> values.computeIfAbsent(value.name(), name -> value.value())));
  }

  private static BrokenStore settings(String name, UnaryOperator<ApiKeySettings> damage) {
    return BrokenStore.rewriting(name, EQUAL, Rewrites.settings(damage));
  }

  private static UnaryOperator<KeyChanges> ofNoKind() {
    Samples samples = new Samples();
    return keys ->
        new KeyChanges(
            keys.created().stream().map(key -> samples.ofKind(key, KeyKind.none())).toList(),
            keys.updated(),
            keys.secrets(),
            keys.deleted());
  }

  private static BrokenStore organizations(
      String name, UnaryOperator<OrganizationSettings> damage) {
    return BrokenStore.rewriting(
        name, EQUAL, Rewrites.organization(o -> o.with(damage.apply(o.settings()))));
  }

  private static BrokenStore secrets(String name, UnaryOperator<StoredSecret> damage) {
    return BrokenStore.rewriting(
        name, EQUAL, Rewrites.secrets(secrets -> secrets.stream().map(damage).toList()));
  }

  private static KeyLookup withoutPrefixes(KeyLookup key) {
    List<LookupSecret> secrets =
        key.secrets().stream()
            .map(
                s ->
                    new LookupSecret(
                        s.id(), SecretHint.hidden(), s.expiresAt(), s.grace(), s.verifiers()))
            .toList();
    return Rewrites.withSecrets(key, secrets);
  }

  private interface StoreIfAbsent {
    String run(Map<String, String> values, NamedValue value);
  }

  private static BrokenStore storing(String name, String sentence, StoreIfAbsent storeIfAbsent) {
    return new BrokenStore(
        name,
        sentence,
        store -> {
          Map<String, String> values = new ConcurrentHashMap<>();
          store.storeIfAbsent = value -> storeIfAbsent.run(values, value);
        });
  }
}
