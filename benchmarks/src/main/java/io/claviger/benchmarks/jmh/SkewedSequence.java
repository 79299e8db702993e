package io.claviger.benchmarks.jmh;

import java.util.SplittableRandom;

/**
 * Which key comes next. Self-similar, 80:20: of the requests 80 % go to 20 % of the keys, of these
 * again 80 % to 20 % of those, and so on. The same sequence for everybody who is compared.
 */
final class SkewedSequence {
  private static final int LENGTH = 1 << 20;
  private static final double EXPONENT = Math.log(0.2) / Math.log(0.8);

  private SkewedSequence() {}

  /** Indexes of so many keys; a power of two of them, to be repeated. */
  static int[] over(int keys) {
    SplittableRandom random = new SplittableRandom(keys);
    int[] scattered = scattered(keys, random);
    int[] sequence = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      sequence[i] = scattered[(int) (keys * Math.pow(random.nextDouble(), EXPONENT))];
    }
    return sequence;
  }

  /** So that keys in much use do not lie side by side in memory. */
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
