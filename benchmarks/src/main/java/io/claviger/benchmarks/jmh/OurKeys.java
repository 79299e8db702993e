package io.claviger.benchmarks.jmh;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleGrants;
import io.claviger.store.cache.CachingApiKeyStore;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The library as a host wires it: all keys in the cache, usage counted and not yet written. */
@State(Scope.Benchmark)
public class OurKeys {
  /** More is not kept without being written, which is not what is timed. */
  private static final int MOST_COUNTED = 1_000_000;

  /** How many. */
  @Param("10000")
  public int keys;

  /** How secrets are hashed. */
  @Param("hmac")
  public String scheme;

  int[] sequence;
  Texts texts;
  CachingApiKeyStore cache;
  private Claviger claviger;
  private AccessCheck check;

  /** Makes the keys and warms the cache. */
  @Setup(Level.Trial)
  public void open() {
    RemoteStore store = new RemoteStore();
    texts = new Texts(keys);
    // So that no organization is to be confirmed by a look-up, which the store has no answer to.
    Duration maxStaleness = Duration.ofHours(1);
    cache = CachingApiKeyStore.builder(store).keys(2 * keys).maxStaleness(maxStaleness).build();
    claviger =
        Claviger.builder(cache)
            .peppers(Seed.peppers(scheme))
            .usageFlush(Duration.ofDays(1), MOST_COUNTED)
            .build();
    check =
        claviger.accessCheck(new Authorizer(RoleGrants.none().grant(Seed.ROLE, Seed.PERMISSION)));
    sequence = SkewedSequence.over(keys);
    new Seed(scheme)
        .make(
            keys,
            (organization, issued) ->
                issued.forEach(
                    key -> {
                      store.give(organization, key);
                      useFirst(texts.add(key));
                    }));
    store.giveNothing();
    // What lives long lies together, as in a server that runs for a while.
    System.gc();
  }

  /**
   * So that it is in the cache. The first keys more often: what most requests find in the cache is
   * compiled in another way than what most requests have to load, and stays so.
   */
  private void useFirst(int key) {
    for (int i = 0; i < (key < 10_000 ? 9 : 1); i++) {
      use(key);
    }
  }

  private void use(int key) {
    boolean found =
        key < MOST_COUNTED / 10 * 9
            ? request(key) instanceof AccessResult.Granted
            : cache.findByPublicKey(new PublicKey(texts.publicKeys[key])).isPresent();
    if (!found) {
      throw new IllegalStateException("not granted: " + request(key));
    }
  }

  /** Ends what runs in the background. */
  @TearDown(Level.Trial)
  public void close() {
    claviger.close();
    cache.close();
  }

  /** One request with this key. */
  AccessResult request(int key) {
    return request(key, Credential.pair(texts.publicKeys[key], texts.privateKeys[key]));
  }

  AccessResult request(int key, Credential credential) {
    return check.check(
        credential,
        AccessRequest.of(
            texts.organizations[key],
            Seed.PERMISSION,
            Seed.ADDRESSES[key & (Seed.ADDRESSES.length - 1)]));
  }
}
