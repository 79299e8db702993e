package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Replacements of verifiers that are made though they may not be, or in the way of changes. */
final class BrokenVerifiers {
  private static final String EXPECTED = "replace: if the secret has exactly these verifiers";

  private BrokenVerifiers() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "compares verifiers in any order",
            EXPECTED,
            store ->
                store.replace =
                    e ->
                        store.real.replace(
                            present(store, e)
                                .filter(present -> areEqualInAnyOrder(present, e.expected()))
                                .map(present -> expecting(e, present))
                                .orElse(e))),
        new BrokenStore(
            "compares verifiers, then replaces them",
            EXPECTED,
            BrokenVerifiers::compareThenReplace),
        new BrokenStore(
            "replaces nothing and says that it did",
            "replace: makes the replacement",
            store -> store.replace = e -> store.real.replace(with(e, e.expected()))),
        new BrokenStore(
            "replaces verifiers under any key",
            "replace: if the secret exists",
            store ->
                store.replace =
                    e ->
                        store.keys(e.organization()).stream()
                            .anyMatch(key -> store.real.replace(ofKey(e, key.key().id())))),
        new BrokenStore(
            "moves the revision when it replaces",
            "VerifierStore: moves no revision",
            store ->
                store.replace =
                    e -> {
                      boolean made = store.real.replace(e);
                      if (made) {
                        store.bumpRevision(e.organization());
                      }
                      return made;
                    }),
        new BrokenStore(
            "refuses the next change after a replacement",
            "VerifierStore: makes no change fail",
            store -> {
              Set<OrganizationId> replaced = ConcurrentHashMap.newKeySet();
              store.replace =
                  e -> {
                    replaced.add(e.organization());
                    return store.real.replace(e);
                  };
              store.commit =
                  change ->
                      !replaced.remove(change.organization().id()) && store.real.commit(change);
            }),
        new BrokenStore(
            "finds the verifiers of the first lookup of a revision",
            "replace: then facts and lookups show it",
            BrokenVerifiers::findOfRevision));
  }

  private static boolean areEqualInAnyOrder(List<Verifier> present, List<Verifier> expected) {
    return present.size() == expected.size()
        && new HashSet<>(present).equals(new HashSet<>(expected));
  }

  private static void compareThenReplace(AlterableStore store) {
    store.replace =
        e -> {
          if (!present(store, e).equals(Optional.of(e.expected()))) {
            return false;
          }
          store.meeting.await();
          while (!store.real.replace(expecting(e, present(store, e).orElse(e.expected())))) {
            // Another thread came first again.
          }
          return true;
        };
  }

  private static void findOfRevision(AlterableStore store) {
    Map<PublicKey, KeyLookup> seen = new ConcurrentHashMap<>();
    store.find =
        publicKey ->
            store
                .real
                .findByPublicKey(publicKey)
                .map(
                    found ->
                        seen.merge(
                            publicKey,
                            found,
                            (old, fresh) ->
                                old.organization().equals(fresh.organization()) ? old : fresh));
    store.replace =
        e -> {
          store.keys(e.organization()).forEach(key -> store.findByPublicKey(key.key().publicKey()));
          return store.real.replace(e);
        };
  }

  /** Returns the present verifiers of the secret. */
  private static Optional<List<Verifier>> present(AlterableStore store, VerifierReplacement e) {
    return secrets(store, e)
        .filter(secret -> secret.info().id().equals(e.secretId()))
        .map(StoredSecret::verifiers)
        .findFirst();
  }

  private static Stream<StoredSecret> secrets(AlterableStore store, VerifierReplacement e) {
    return store.real.read(e.organization(), Set.of(e.apiKey())).stream()
        .flatMap(facts -> facts.keys().values().stream())
        .map(StoredApiKey::secrets)
        .flatMap(Collection::stream);
  }

  private static VerifierReplacement expecting(VerifierReplacement e, List<Verifier> expected) {
    return new VerifierReplacement(e.organization(), e.apiKey(), e.secretId(), expected, e.next());
  }

  private static VerifierReplacement with(VerifierReplacement e, List<Verifier> next) {
    return new VerifierReplacement(e.organization(), e.apiKey(), e.secretId(), e.expected(), next);
  }

  private static VerifierReplacement ofKey(VerifierReplacement e, ApiKeyId key) {
    return new VerifierReplacement(e.organization(), key, e.secretId(), e.expected(), e.next());
  }
}
