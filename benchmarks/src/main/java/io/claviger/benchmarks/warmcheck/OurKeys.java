package io.claviger.benchmarks.warmcheck;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Credential;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.run.Require;
import io.claviger.model.PublicKey;
import io.claviger.store.cache.CachingApiKeyStore;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The library as an application configures it. All keys are cached. Usually the use of keys is
 * counted, but not written.
 */
@State(Scope.Benchmark)
public class OurKeys {
  /** "counted", or "written" to the store with the default options. */
  @Param("counted")
  public String usage;

  /**
   * The library keeps at most this many counts before it writes them, and writing is not measured.
   */
  private static final int MAX_COUNTED = 1_000_000;

  private Texts texts;
  private CachingApiKeyStore cache;
  private AccessCheck check;

  /** Creates the keys and fills the cache. */
  @Setup(Level.Trial)
  public void open(Texts textsToPresent) {
    texts = textsToPresent;
    RemoteStore store = new RemoteStore();
    cache =
        CachingApiKeyStore.builder(store)
            .maxSize(2 * texts.keys)
            // A long time, because the store cannot answer the lookup that confirms an
            // organization.
            .maxStaleness(Duration.ofHours(1))
            // The store answers at once, so the switch of threads would be the time that is
            // measured.
            .executor(Runnable::run)
            .build();
    Claviger.Builder claviger = Claviger.builder(cache).peppers(Seed.peppers(texts.scheme));
    if (usage.equals("counted")) {
      claviger.usageFlush(Duration.ofDays(1), MAX_COUNTED);
    }
    check = claviger.build().accessCheck(Seed.authorizer());
    store.serve(texts.scheme, texts.keys, key -> useFirst(texts.add(key)));
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
      boolean found =
          key < MAX_COUNTED / 10 * 9
              ? request(key) instanceof AccessResult.Granted
              : cache.findByPublicKey(new PublicKey(texts.publicKeys[key])).isPresent();
      Require.that(found, "not granted");
    }
  }

  /** Makes one request with this key. */
  public AccessResult request(int key) {
    return request(key, Credential.pair(texts.publicKeys[key], texts.privateKeys[key]));
  }

  /** Makes one request for the organization of this key. */
  public AccessResult request(int key, Credential credential) {
    return check.check(
        credential, AccessRequest.of(texts.organizations[key], Seed.PERMISSION, Seed.address(key)));
  }
}
