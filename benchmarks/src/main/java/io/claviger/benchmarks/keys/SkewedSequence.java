package io.claviger.benchmarks.keys;

import java.util.SplittableRandom;

/**
 * The order in which keys are requested. It is self-similar: 80 % of the requests go to 20 % of the
 * keys, and the same holds within these 20 %, and so on. Both sides get the same sequence.
 */
public final class SkewedSequence {
  private static final int LENGTH = 1 << 20;
  private static final double EXPONENT = Math.log(0.2) / Math.log(0.8);

  private SkewedSequence() {}

  /** Returns a sequence of key indexes to repeat. Its length is a power of two. */
  public static int[] over(int keys) {
    SplittableRandom random = new SplittableRandom(keys);
    int[] scattered = scattered(keys, random);
    int[] sequence = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      sequence[i] = scattered[(int) (keys * Math.pow(random.nextDouble(), EXPONENT))];
    }
    return sequence;
  }

  /** Shuffles the indexes, so that often used keys are not neighbours in memory. */
  private static int[] scattered(int keys, SplittableRandom random) {
    int[] order = new int[keys];
    for (int i = 0; i < keys; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
