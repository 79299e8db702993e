package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.Labels;
import io.claviger.model.RoleAssignment;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** What a change does to keys. */
final class KeyMutants {
  private KeyMutants() {}

  static List<Mutant> all() {
    return List.of(
        onUpdate("an update forgets verifiers", (before, told) -> withoutVerifiers(before)),
        onUpdate("an update replaces secrets", KeyMutants::asTold),
        showing(
            "an update replaces the public key",
            (before, told) ->
                new ApiKeyIdentity(
                    before.id(), before.organization(), told.publicKey(), before.created())),
        showing(
            "an update replaces the creation",
            (before, told) ->
                new ApiKeyIdentity(
                    before.id(), before.organization(), before.publicKey(), told.created())),
        merging("an update adds labels", KeyMutants::mergeLabels),
        merging("an update adds roles", KeyMutants::mergeRoles),
        merging(
            "an update leaves the whitelist",
            (before, after) -> after.withWhitelist(before.whitelist())),
        merging(
            "an update leaves the validity",
            (before, after) -> after.withValidity(before.validity())),
        new Mutant("a deletion takes all keys", DeletesAll::new));
  }

  /** An update that rewrites secrets too. */
  private static Mutant onUpdate(String name, Secrets secrets) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Map<ApiKeyId, List<StoredSecret>> all = new HashMap<>(change.keys().secrets());
                for (StoredApiKey before : keys(change.organization().id())) {
                  change.keys().updated().stream()
                      .filter(told -> told.id().equals(before.key().id()))
                      .forEach(told -> all.put(told.id(), secrets.of(before, told)));
                }
                KeyChanges k = change.keys();
                return super.commit(
                    Rewrites.with(
                        change, new KeyChanges(k.created(), k.updated(), all, k.deleted())));
              }
            });
  }

  @FunctionalInterface
  private interface Secrets {
    List<StoredSecret> of(StoredApiKey before, ApiKey told);
  }

  private static List<StoredSecret> withoutVerifiers(StoredApiKey before) {
    return before.secrets().stream()
        .map(secret -> new StoredSecret(secret.info(), List.of()))
        .toList();
  }

  /** As one who writes what the update tells, where that differs. */
  private static List<StoredSecret> asTold(StoredApiKey before, ApiKey told) {
    return told.secrets().equals(before.key().secrets())
        ? before.secrets()
        : told.secrets().stream().map(info -> new StoredSecret(info, List.of())).toList();
  }

  private static Mutant showing(String name, BinaryOperator<ApiKeyIdentity> written) {
    return new Mutant(
        name,
        real ->
            new DistortingStore(real) {
              private final Map<ApiKeyId, ApiKeyIdentity> told = new ConcurrentHashMap<>();

              @Override
              public boolean commit(OrganizationChange change) {
                boolean made = super.commit(change);
                if (made) {
                  change.keys().updated().forEach(key -> told.put(key.id(), key.identity()));
                }
                return made;
              }

              @Override
              StoredApiKey shown(StoredApiKey stored) {
                ApiKeyIdentity before = stored.key().identity();
                ApiKeyIdentity after = told.getOrDefault(before.id(), before);
                return Rewrites.withIdentity(stored, written.apply(before, after));
              }
            });
  }

  private static Mutant merging(String name, BinaryOperator<ApiKeySettings> merge) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Map<ApiKeyId, ApiKey> before =
                    keys(change.organization().id()).stream()
                        .map(StoredApiKey::key)
                        .collect(Collectors.toMap(ApiKey::id, key -> key));
                List<ApiKey> merged =
                    change.keys().updated().stream()
                        .map(
                            key ->
                                key.with(
                                    merge.apply(
                                        before.getOrDefault(key.id(), key).settings(),
                                        key.settings())))
                        .toList();
                KeyChanges k = change.keys();
                return super.commit(
                    Rewrites.with(
                        change, new KeyChanges(k.created(), merged, k.secrets(), k.deleted())));
              }
            });
  }

  private static ApiKeySettings mergeLabels(ApiKeySettings before, ApiKeySettings after) {
    TreeMap<String, String> labels = new TreeMap<>(before.labels().values());
    labels.putAll(after.labels().values());
    return after.withLabels(new Labels(labels));
  }

  private static ApiKeySettings mergeRoles(ApiKeySettings before, ApiKeySettings after) {
    TreeSet<RoleAssignment> roles = new TreeSet<>(before.roles());
    roles.addAll(after.roles());
    return after.withRoles(roles);
  }

  private static final class DeletesAll extends BrokenStore {
    DeletesAll(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      KeyChanges k = change.keys();
      if (k.deleted().isEmpty() || !k.updated().isEmpty() || !k.secrets().isEmpty()) {
        return super.commit(change);
      }
      var all = new TreeSet<>(k.deleted());
      keys(change.organization().id()).forEach(key -> all.add(key.key().id()));
      return super.commit(
          Rewrites.with(change, new KeyChanges(k.created(), k.updated(), k.secrets(), all)));
    }
  }
}
