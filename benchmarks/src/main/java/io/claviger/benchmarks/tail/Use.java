package io.claviger.benchmarks.tail;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** How often each key is requested. */
enum Use {
  /** Each key as often as each other one. */
  EVEN {
    @Override
    IntSupplier over(int keys) {
      SplittableRandom random = new SplittableRandom(keys);
      return () -> random.nextInt(keys);
    }
  },
  /** The key of rank r is requested 1/r times as often as the first one. */
  ZIPF {
    @Override
    IntSupplier over(int keys) {
      double[] upTo = new double[keys];
      double sum = 0;
      for (int i = 0; i < keys; i++) {
        sum += 1.0 / (i + 1);
        upTo[i] = sum;
      }
      double all = sum;
      SplittableRandom random = new SplittableRandom(keys);
      return () -> rank(upTo, random.nextDouble(all));
    }
  };

  /** Returns a random sequence of the indexes of so many keys, the same one in each call. */
  abstract IntSupplier over(int keys);

  private static int rank(double[] upTo, double value) {
    int found = Arrays.binarySearch(upTo, value);
    return found < 0 ? -found - 1 : found + 1;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
