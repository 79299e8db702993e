package io.claviger.store.tck.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Records its numbers, so that a test knows every secret that can be made of them. */
final class RecordingRandom implements RandomGenerator {
  private final SplittableRandom source = new SplittableRandom(42);
  private final List<Long> drawn = new ArrayList<>();

  @Override
  public synchronized long nextLong() {
    long next = source.nextLong();
    drawn.add(next);
    return next;
  }

  /** Returns every UUID of version 4 that two successive numbers make. */
  synchronized List<String> possibleSecrets() {
    List<String> secrets = new ArrayList<>();
    for (int i = 1; i < drawn.size(); i++) {
      long high = (drawn.get(i - 1) & ~0xf000L) | 0x4000L;
      long low = (drawn.get(i) & ~(0b11L << 62)) | (0b10L << 62);
      secrets.add(new UUID(high, low).toString());
    }
    return secrets;
  }
}
