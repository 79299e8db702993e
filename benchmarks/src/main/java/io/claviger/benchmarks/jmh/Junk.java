package io.claviger.benchmarks.jmh;

import io.claviger.access.AccessResult;
import io.claviger.access.Credential;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Refused requests, on the same keys as the granted ones. */
@State(Scope.Thread)
public class Junk {
  private static final int TEXTS = 1 << 16;
  private static final String MISTYPED = "acme_4k9z0c71m2x8qd5t_" + "0".repeat(43) + "abcdef";

  private final String[] unknown = new String[TEXTS];
  private int next;

  /** Generates unknown public keys. They cannot exist, because existing ones have eight letters. */
  public Junk() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < TEXTS; i++) {
      unknown[i] = "junk" + Long.toString(random.nextLong(1L << 40), 36);
    }
  }

  private int next() {
    return next++ & (TEXTS - 1);
  }

  /** A granted request, for comparison. */
  @Benchmark
  public AccessResult warm(OurKeys keys, Position position) {
    return keys.request(position.in(keys.sequence));
  }

  /** An unknown public key. Most of them are new to the cache, so it asks the store. */
  @Benchmark
  public AccessResult unknownKey(OurKeys keys) {
    Credential pair = Credential.pair(unknown[next()], "00000000-0000-4000-8000-000000000001");
    return keys.request(0, pair);
  }

  /** The secret of another key. */
  @Benchmark
  public AccessResult wrongSecret(OurKeys keys, Position position) {
    int key = position.in(keys.sequence);
    int other = key == 0 ? 1 : key - 1;
    return keys.request(
        key, Credential.pair(keys.texts.publicKeys[key], keys.texts.privateKeys[other]));
  }

  /** A text that is not a token. */
  @Benchmark
  public AccessResult malformedToken(OurKeys keys) {
    return keys.request(0, Credential.token(unknown[next()]));
  }

  /** A token with a wrong checksum in its last six characters. */
  @Benchmark
  public AccessResult badChecksum(OurKeys keys) {
    return keys.request(0, Credential.token(MISTYPED));
  }
}
