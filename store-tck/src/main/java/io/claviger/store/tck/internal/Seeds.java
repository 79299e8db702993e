package io.claviger.store.tck.internal;

import java.util.List;
import java.util.SplittableRandom;

/** What random walks begin with, so that each can be walked again. */
public final class Seeds {
  /** A system property: the only one to walk. */
  private static final String SEED = "claviger.tck.seed";

  /** A system property: at most so many, for stores that are far away. */
  private static final String WALKS = "claviger.tck.walks";

  private Seeds() {}

  /** New ones, as many as that unless it is told otherwise. */
  public static List<Long> ofWalks(int usual) {
    Long chosen = Long.getLong(SEED);
    int walks = Math.min(usual, Integer.getInteger(WALKS, usual));
    return chosen != null ? List.of(chosen) : new SplittableRandom().longs(walks).boxed().toList();
  }

  /** How to walk it again. */
  public static String told(long seed) {
    return "seed " + seed + " (walk it again with -D" + SEED + "=" + seed + ")";
  }
}
