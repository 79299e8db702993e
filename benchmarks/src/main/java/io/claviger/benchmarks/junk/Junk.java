package io.claviger.benchmarks.junk;

import io.claviger.access.AccessResult;
import io.claviger.access.Credential;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Case;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.warmcheck.OurKeys;
import io.claviger.benchmarks.warmcheck.Texts;
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

  /** Returns the measurement. */
  public static Measurement measurement() {
    Case warm = side("warm");
    Case wrongSecret = side("wrongSecret");
    Goal sameWork = Goal.ratioAtMost(2);
    return Measurement.of(
        JmhRow.of(new Row("junk/bad-checksum", "ns", null), side("badChecksum"), warm),
        JmhRow.of(new Row("junk/malformed-token", "ns", null), side("malformedToken"), warm),
        JmhRow.of(new Row("junk/unknown-key", "ns", sameWork), side("unknownKey"), wrongSecret),
        JmhRow.of(new Row("junk/wrong-secret", "ns", null), wrongSecret, warm));
  }

  private static Case side(String method) {
    return Case.of(Junk.class, method).settlingLate();
  }

  /** Generates unknown public keys. They cannot exist, because existing ones have eight letters. */
  public Junk() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < TEXTS; i++) {
      unknown[i] = "junk" + Long.toString(random.nextLong(1L << 40), 36);
    }
  }

  private String next() {
    return unknown[next++ & (TEXTS - 1)];
  }

  /** A granted request, for comparison. */
  @Benchmark
  public AccessResult warm(OurKeys keys, Texts texts, Position position) {
    return keys.request(texts.at(position));
  }

  /** An unknown public key. Most of them are new to the cache, so it asks the store. */
  @Benchmark
  public AccessResult unknownKey(OurKeys keys) {
    return keys.request(0, Credential.pair(next(), "00000000-0000-4000-8000-000000000001"));
  }

  /** The secret of another key. */
  @Benchmark
  public AccessResult wrongSecret(OurKeys keys, Texts texts, Position position) {
    int key = texts.at(position);
    int other = key == 0 ? 1 : key - 1;
    return keys.request(key, Credential.pair(texts.publicKeys[key], texts.privateKeys[other]));
  }

  /** A text that is not a token. */
  @Benchmark
  public AccessResult malformedToken(OurKeys keys) {
    return keys.request(0, Credential.token(next()));
  }

  /** A token with a wrong checksum in its last six characters. */
  @Benchmark
  public AccessResult badChecksum(OurKeys keys) {
    return keys.request(0, Credential.token(MISTYPED));
  }
}
