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

/**
 * The library as an application configures it. All keys are cached; the use of keys is counted, but
 * not written.
 */
@State(Scope.Benchmark)
public class OurKeys {
  /**
   * The library keeps at most this many counts before it writes them, and writing is not measured.
   */
  private static final int MOST_COUNTED = 1_000_000;

  /** The number of keys. */
  @Param("10000")
  public int keys;

  /** The hash scheme: "hmac" or "sha256". */
  @Param("hmac")
  public String scheme;

  int[] sequence;
  Texts texts;
  CachingApiKeyStore cache;
  private Claviger claviger;
  private AccessCheck check;

  /** Creates the keys and fills the cache. */
  @Setup(Level.Trial)
  public void open() {
    RemoteStore store = new RemoteStore();
    texts = new Texts(keys);
    // A long time, because the store cannot answer the look-up that confirms an organization.
    Duration maxStaleness = Duration.ofHours(1);
    cache =
        CachingApiKeyStore.builder(store)
            .maximumSize(2 * keys)
            .maxStaleness(maxStaleness)
            // The store answers at once, so the switch of threads would be the time that is
            // measured.
            .executor(Runnable::run)
            .build();
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
    // A collection moves long-lived objects together, as on a server that has run for a while.
    System.gc();
  }

  /**
   * Uses the key, so that it is cached. The first keys are used more often: if most of the calls
   * during the warm-up were loads, the JIT would compile the check for loads, and would not change
   * that later.
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

  /** Stops the background work. */
  @TearDown(Level.Trial)
  public void close() {
    claviger.close();
    cache.close();
  }

  /** Makes one request with this key. */
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
