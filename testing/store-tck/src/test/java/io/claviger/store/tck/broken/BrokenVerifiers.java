package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Exchanges of verifiers that are made though they may not be, or in the way of changes. */
final class BrokenVerifiers {
  private static final String EXPECTED = "exchange: if the secret has exactly these verifiers";

  private BrokenVerifiers() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "compares verifiers in any order",
            EXPECTED,
            store ->
                store.exchange =
                    e ->
                        store.real.exchange(
                            present(store, e)
                                .filter(present -> areEqualInAnyOrder(present, e.expected()))
                                .map(present -> expecting(e, present))
                                .orElse(e))),
        new BrokenStore(
            "compares verifiers, then exchanges them",
            EXPECTED,
            BrokenVerifiers::compareThenExchange),
        new BrokenStore(
            "exchanges nothing and says that it did",
            "exchange: makes the exchange",
            store -> store.exchange = e -> store.real.exchange(with(e, e.expected()))),
        new BrokenStore(
            "exchanges verifiers under any key",
            "exchange: if the secret exists",
            store ->
                store.exchange =
                    e ->
                        store.keys(e.organization()).stream()
                            .anyMatch(key -> store.real.exchange(ofKey(e, key.key().id())))),
        new BrokenStore(
            "moves the revision when it exchanges",
            "VerifierStore: moves no revision",
            store ->
                store.exchange =
                    e -> {
                      boolean made = store.real.exchange(e);
                      if (made) {
                        store.touch(e.organization());
                      }
                      return made;
                    }),
        new BrokenStore(
            "refuses the next change after an exchange",
            "VerifierStore: makes no change fail",
            store -> {
              Set<OrganizationId> exchanged = ConcurrentHashMap.newKeySet();
              store.exchange =
                  e -> {
                    exchanged.add(e.organization());
                    return store.real.exchange(e);
                  };
              store.commit =
                  change ->
                      !exchanged.remove(change.organization().id()) && store.real.commit(change);
            }),
        new BrokenStore(
            "finds the verifiers of the first look-up of a revision",
            "exchange: then facts and look-ups show it",
            BrokenVerifiers::findOfRevision));
  }

  private static boolean areEqualInAnyOrder(List<Verifier> present, List<Verifier> expected) {
    return present.size() == expected.size()
        && new HashSet<>(present).equals(new HashSet<>(expected));
  }

  private static void compareThenExchange(AlterableStore store) {
    store.exchange =
        e -> {
          if (!present(store, e).equals(Optional.of(e.expected()))) {
            return false;
          }
          store.meeting.await();
          while (!store.real.exchange(expecting(e, present(store, e).orElse(e.expected())))) {
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
    store.exchange =
        e -> {
          store.keys(e.organization()).forEach(key -> store.findByPublicKey(key.key().publicKey()));
          return store.real.exchange(e);
        };
  }

  /** Returns the present verifiers of the secret. */
  private static Optional<List<Verifier>> present(AlterableStore store, VerifierExchange e) {
    return secrets(store, e)
        .filter(secret -> secret.info().id().equals(e.secretId()))
        .map(StoredSecret::verifiers)
        .findFirst();
  }

  private static Stream<StoredSecret> secrets(AlterableStore store, VerifierExchange e) {
    return store.real.read(e.organization(), Set.of(e.apiKey())).stream()
        .flatMap(facts -> facts.keys().values().stream())
        .map(StoredApiKey::secrets)
        .flatMap(Collection::stream);
  }

  private static VerifierExchange expecting(VerifierExchange e, List<Verifier> expected) {
    return new VerifierExchange(
        e.organization(), e.apiKey(), e.secretId(), expected, e.replacement());
  }

  private static VerifierExchange with(VerifierExchange e, List<Verifier> replacement) {
    return new VerifierExchange(
        e.organization(), e.apiKey(), e.secretId(), e.expected(), replacement);
  }

  private static VerifierExchange ofKey(VerifierExchange e, ApiKeyId key) {
    return new VerifierExchange(e.organization(), key, e.secretId(), e.expected(), e.replacement());
  }
}
