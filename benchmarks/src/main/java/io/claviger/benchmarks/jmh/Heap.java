package io.claviger.benchmarks.jmh;

import io.claviger.Organization;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key in the cache takes: the heap after a collection, less what it was before, for many
 * keys. Each key comes with an organization of its own, as from a database, and its whitelist is
 * compiled, as after a request.
 */
public final class Heap {
  private Heap() {}

  /** Bytes for each of so many keys. */
  public static double bytesPerKey(int keys) {
    OneKeyStore store = new OneKeyStore(new InMemoryApiKeyStore());
    try (CachingApiKeyStore cache = CachingApiKeyStore.builder(store).keys(2 * keys).build()) {
      long before = used();
      fill(new Seed("hmac"), cache, store, keys);
      long after = used();
      if (cache.metrics().keys() < keys) {
        throw new IllegalStateException("the cache holds " + cache.metrics().keys() + " keys");
      }
      return (after - before) / (double) keys;
    }
  }

  private static void fill(Seed seed, CachingApiKeyStore cache, OneKeyStore store, int keys) {
    seed.make(
        keys,
        (organization, issued) ->
            issued.forEach(
                key -> {
                  store.next = new KeyLookup(copy(organization), key.stored());
                  Optional<KeyLookup> found = cache.findByPublicKey(key.stored().key().publicKey());
                  StoredApiKey stored = found.orElseThrow().stored();
                  if (stored.key().whitelist().match(Seed.ADDRESSES[0]).isEmpty()) {
                    throw new IllegalStateException("not admitted");
                  }
                }));
    store.next = null;
  }

  private static Organization copy(Organization organization) {
    return new Organization(
        new OrganizationId(new String(organization.id().value().toCharArray())),
        organization.created(),
        organization.settings(),
        organization.counters(),
        organization.revision());
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Finds what it was just given. */
  private static final class OneKeyStore extends ForwardingApiKeyStore {
    private @Nullable KeyLookup next;

    OneKeyStore(ApiKeyStore delegate) {
      super(delegate);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return Optional.ofNullable(next);
    }
  }
}
