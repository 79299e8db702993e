package io.claviger.store.tck.internal;

import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** The seeds of random walks, so that a test can repeat a walk. */
public final class Seeds {
  /** The only seed to use. */
  private static final Setting SEED =
      new Setting("claviger.tck.seed", Long.MIN_VALUE, Long.MAX_VALUE);

  /** The largest number of walks, for stores that are far away. */
  private static final Setting WALKS = new Setting("claviger.tck.walks", 1, Integer.MAX_VALUE);

  private Seeds() {}

  /** Returns new seeds, unless system properties choose fewer or a certain one. */
  public static List<Long> ofWalks(int usual) {
    return of(usual, SEED.value(), WALKS.value());
  }

  static List<Long> of(int usual, OptionalLong chosen, OptionalLong most) {
    if (chosen.isPresent()) {
      return List.of(chosen.getAsLong());
    }
    return new SplittableRandom().longs(Math.min(usual, most.orElse(usual))).boxed().toList();
  }

  /** Describes how to repeat the walk. */
  public static String describe(long seed) {
    return "seed " + seed + " (repeat it with -D" + SEED.name() + "=" + seed + ")";
  }
}
