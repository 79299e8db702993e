package io.claviger.store.memory.mutants;

import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Passes the exchange of verifiers on; mutants override what they break. */
class ExchangingStore extends BrokenStore implements VerifierStore {
  ExchangingStore(InMemoryApiKeyStore real) {
    super(real);
  }

  @Override
  public final Optional<VerifierStore> verifierStore() {
    return Optional.of(this);
  }

  @Override
  public boolean exchange(VerifierExchange exchange) {
    return real.exchange(exchange);
  }

  /** What the secret has now. */
  final Optional<List<Verifier>> present(VerifierExchange exchange) {
    return secrets(exchange)
        .filter(secret -> secret.info().id().equals(exchange.secretId()))
        .map(StoredSecret::verifiers)
        .findFirst();
  }

  final Stream<StoredSecret> secrets(VerifierExchange exchange) {
    return real.read(exchange.organization(), Set.of(exchange.apiKey())).stream()
        .flatMap(facts -> facts.keys().values().stream())
        .flatMap(key -> key.secrets().stream());
  }

  /** As if it expected what is there. */
  final VerifierExchange expectingPresent(VerifierExchange e) {
    return new VerifierExchange(
        e.organization(),
        e.apiKey(),
        e.secretId(),
        present(e).orElse(e.expected()),
        e.replacement());
  }
}
