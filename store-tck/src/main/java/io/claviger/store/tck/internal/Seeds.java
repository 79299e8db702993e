package io.claviger.store.tck.internal;

import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** What random walks begin with, so that each can be walked again. */
public final class Seeds {
  /** The only one to walk. */
  private static final Setting SEED =
      new Setting("claviger.tck.seed", Long.MIN_VALUE, Long.MAX_VALUE);

  /** At most so many, for stores that are far away. */
  private static final Setting WALKS = new Setting("claviger.tck.walks", 1, Integer.MAX_VALUE);

  private Seeds() {}

  /** New ones, as many as that unless a host wants fewer, or one of its own. */
  public static List<Long> ofWalks(int usual) {
    return of(usual, SEED.value(), WALKS.value());
  }

  static List<Long> of(int usual, OptionalLong chosen, OptionalLong most) {
    if (chosen.isPresent()) {
      return List.of(chosen.getAsLong());
    }
    return new SplittableRandom().longs(Math.min(usual, most.orElse(usual))).boxed().toList();
  }

  /** How to walk it again. */
  public static String told(long seed) {
    return "seed " + seed + " (walk it again with -D" + SEED.name() + "=" + seed + ")";
  }
}
