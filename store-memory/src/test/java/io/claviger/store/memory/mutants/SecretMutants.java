package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** The secrets of keys, and their replacement. */
final class SecretMutants {
  private SecretMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.rewriting(
            "a rotation changes nothing",
            Rewrites.keys(k -> new KeyChanges(k.created(), k.updated(), Map.of(), k.deleted()))),
        rotating(
            "a rotation adds secrets",
            (before, after) -> {
              List<StoredSecret> all = new ArrayList<>(before);
              after.stream().filter(secret -> !all.contains(secret)).forEach(all::add);
              return all;
            }),
        rotating(
            "a rotation leaves secrets that it keeps as they were",
            (before, after) ->
                after.stream().map(secret -> sameIn(before, secret).orElse(secret)).toList()),
        rotating(
            "a rotation to no secrets changes nothing",
            (before, after) -> after.isEmpty() ? before : after),
        new Mutant("a rotation cannot keep a secret", CannotKeepSecrets::new),
        Mutant.rewriting(
            "sorts secrets by id",
            Rewrites.secrets(
                secrets ->
                    secrets.stream()
                        .sorted(Comparator.comparing(secret -> secret.info().id()))
                        .toList())),
        Mutant.rewriting(
            "sorts verifiers",
            Rewrites.secrets(
                secrets ->
                    secrets.stream()
                        .map(
                            secret ->
                                new StoredSecret(
                                    secret.info(),
                                    secret.verifiers().stream()
                                        .sorted(Comparator.comparing(v -> v.encoded()))
                                        .toList()))
                        .toList())),
        Mutant.rewriting(
            "keeps one secret of a key",
            Rewrites.secrets(secrets -> secrets.stream().limit(1).toList())));
  }

  private static Mutant rotating(String name, BinaryOperator<List<StoredSecret>> rotate) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Map<ApiKeyId, List<StoredSecret>> all = new HashMap<>(change.keys().secrets());
                for (StoredApiKey before : keys(change.organization().id())) {
                  all.computeIfPresent(
                      before.key().id(), (id, after) -> rotate.apply(before.secrets(), after));
                }
                KeyChanges k = change.keys();
                return super.commit(
                    Rewrites.with(
                        change, new KeyChanges(k.created(), k.updated(), all, k.deleted())));
              }
            });
  }

  private static Optional<StoredSecret> sameIn(List<StoredSecret> before, StoredSecret secret) {
    return before.stream().filter(each -> each.info().id().equals(secret.info().id())).findFirst();
  }

  private static final class CannotKeepSecrets extends BrokenStore {
    CannotKeepSecrets(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      List<SecretId> stored =
          keys(change.organization().id()).stream()
              .flatMap(key -> key.secrets().stream())
              .map(StoredSecret::info)
              .map(SecretInfo::id)
              .toList();
      boolean keeps =
          change.keys().secrets().values().stream()
              .flatMap(List::stream)
              .anyMatch(secret -> stored.contains(secret.info().id()));
      return !keeps && super.commit(change);
    }
  }
}
