package io.claviger.benchmarks.tail;

import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.run.Require;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.stream.Stream;

/** A store in memory, and the public keys of its organizations, each of which has one. */
record Keys(ApiKeyStore store, List<PublicKey> all) {
  /** Creates so many organizations. */
  static Keys of(int organizations) {
    ApiKeyStore store = new InMemoryApiKeyStore();
    Seed seed = new Seed("hmac");
    List<PublicKey> all =
        Stream.generate(() -> created(seed.organization(1), store)).limit(organizations).toList();
    return new Keys(store, all);
  }

  private static PublicKey created(Seed.Seeded seeded, ApiKeyStore store) {
    Require.that(store.commit(seeded.creation()), "the store is not empty");
    return seeded.keys().get(0).stored().key().publicKey();
  }
}
