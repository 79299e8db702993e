package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The exchange of verifiers. */
final class VerifierMutants {
  private VerifierMutants() {}

  static List<Mutant> all() {
    return List.of(
        comparing("exchanges whatever the verifiers are", (present, expected) -> true),
        comparing(
            "compares verifiers in any order",
            (present, expected) ->
                present.size() == expected.size()
                    && new HashSet<>(present).equals(new HashSet<>(expected))),
        comparing(
            "compares as many verifiers as are expected",
            (present, expected) ->
                present.size() > expected.size()
                    && present.subList(0, expected.size()).equals(expected)),
        comparing(
            "compares as many verifiers as there are",
            (present, expected) ->
                present.size() < expected.size()
                    && expected.subList(0, present.size()).equals(present)),
        comparing(
            "compares verifiers in lower case",
            (present, expected) -> lower(present).equals(lower(expected))),
        exchanging(
            "adds verifiers instead",
            e -> with(e, Stream.of(e.expected(), e.replacement()).flatMap(List::stream).toList())),
        exchanging("sorts exchanged verifiers", e -> with(e, sorted(e.replacement()))),
        exchanging("exchanges nothing and says so not", e -> with(e, e.expected())),
        new Mutant("exchanges under any organization", UnderAny::new),
        new Mutant("exchanges for any key", ForAnyKey::new),
        new Mutant("brings a secret back that is removed meanwhile", BringsBack::new),
        new Mutant("exchanges all that are equal", AllEqual::new));
  }

  private static Mutant exchanging(String name, UnaryOperator<VerifierExchange> rewrite) {
    return new Mutant(
        name,
        store ->
            new ExchangingStore(store) {
              @Override
              public boolean exchange(VerifierExchange exchange) {
                return super.exchange(rewrite.apply(exchange));
              }
            });
  }

  /** Takes other verifiers too for the expected ones. */
  private static Mutant comparing(
      String name, BiPredicate<List<Verifier>, List<Verifier>> areEqual) {
    return new Mutant(
        name,
        store ->
            new ExchangingStore(store) {
              @Override
              public boolean exchange(VerifierExchange exchange) {
                boolean isTaken =
                    present(exchange)
                        .filter(present -> areEqual.test(present, exchange.expected()))
                        .isPresent();
                return super.exchange(isTaken ? expectingPresent(exchange) : exchange);
              }
            });
  }

  private static VerifierExchange with(VerifierExchange e, List<Verifier> replacement) {
    return new VerifierExchange(
        e.organization(), e.apiKey(), e.secretId(), e.expected(), replacement);
  }

  private static VerifierExchange of(VerifierExchange e, OrganizationId id, ApiKeyId key) {
    return new VerifierExchange(id, key, e.secretId(), e.expected(), e.replacement());
  }

  private static List<String> lower(List<Verifier> verifiers) {
    return verifiers.stream().map(each -> each.encoded().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<Verifier> sorted(List<Verifier> verifiers) {
    return verifiers.stream().sorted(Comparator.comparing(Verifier::encoded)).toList();
  }

  private static final class UnderAny extends ExchangingStore {
    private final Set<OrganizationId> known = ConcurrentHashMap.newKeySet();

    UnderAny(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      known.add(change.organization().id());
      return super.commit(change);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      return known.stream().anyMatch(id -> super.exchange(of(exchange, id, exchange.apiKey())));
    }
  }

  private static final class ForAnyKey extends ExchangingStore {
    ForAnyKey(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      OrganizationId id = exchange.organization();
      return keys(id).stream().anyMatch(key -> super.exchange(of(exchange, id, key.key().id())));
    }
  }

  /** Compares, then writes the secret again, whether or not it is still there. */
  private static final class BringsBack extends ExchangingStore {
    private final Meeting meeting = new Meeting();

    BringsBack(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = super.commit(change);
      meeting.await();
      return made;
    }

    @Override
    public boolean exchange(VerifierExchange e) {
      Optional<StoredSecret> compared =
          secrets(e).filter(secret -> secret.info().id().equals(e.secretId())).findFirst();
      if (!compared.map(StoredSecret::verifiers).equals(Optional.of(e.expected()))) {
        return false;
      }
      meeting.await();
      return super.exchange(e) || (present(e).isEmpty() && writeAgain(e, compared.get()));
    }

    /** Under another id, since the real store takes none twice. */
    private boolean writeAgain(VerifierExchange e, StoredSecret gone) {
      SecretInfo info = gone.info();
      SecretId id = new SecretId("e" + info.id().value().substring(1));
      SecretInfo again = new SecretInfo(id, info.hint(), info.createdAt(), info.expiresAt());
      List<StoredSecret> all =
          Stream.concat(secrets(e), Stream.of(new StoredSecret(again, e.replacement()))).toList();
      return real.read(e.organization(), Set.of(e.apiKey())).stream()
          .map(OrganizationSnapshot::organization)
          .anyMatch(now -> commitUnguarded(update(now, Map.of(e.apiKey(), all))));
    }

    private OrganizationChange update(Organization now, Map<ApiKeyId, List<StoredSecret>> secrets) {
      return OrganizationChange.update(
          now.revision(),
          now.at(now.revision().next(1)),
          new KeyChanges(List.of(), List.of(), secrets, Set.of()),
          List.of(event(now)));
    }
  }

  private static final class AllEqual extends ExchangingStore {
    AllEqual(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange e) {
      boolean made = super.exchange(e);
      if (made) {
        for (SecretId other : secrets(e).map(secret -> secret.info().id()).toList()) {
          super.exchange(
              new VerifierExchange(
                  e.organization(), e.apiKey(), other, e.expected(), e.replacement()));
        }
      }
      return made;
    }
  }
}
