package io.claviger.benchmarks.jmh;

import io.claviger.access.AccessResult;
import org.openjdk.jmh.annotations.Benchmark;

/** A complete check of a cached key, from the text of the credential to the decision. */
public class WarmCheck {
  /** The library. */
  @Benchmark
  public AccessResult ours(OurKeys keys, Position position) {
    return keys.request(position.in(keys.sequence));
  }

  /** The floor: the same check in as few steps as possible. */
  @Benchmark
  public boolean floor(FloorKeys keys, Position position, FloorHash hash) {
    return keys.request(position.in(keys.sequence), hash);
  }
}
