package io.claviger.benchmarks.jmh;

import io.claviger.access.AccessResult;
import org.openjdk.jmh.annotations.Benchmark;

/** A whole check, from the texts of a credential to the decision, of a key that is in the cache. */
public class WarmCheck {
  /** Ours. */
  @Benchmark
  public AccessResult ours(OurKeys keys, Position position) {
    return keys.request(position.in(keys.sequence));
  }

  /** The same in the fewest steps. */
  @Benchmark
  public boolean floor(FloorKeys keys, Position position, FloorHash hash) {
    return keys.request(position.in(keys.sequence), hash);
  }
}
