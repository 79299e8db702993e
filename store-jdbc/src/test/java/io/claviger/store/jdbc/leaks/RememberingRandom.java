package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.model.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Remembers what was drawn, so that also the private keys are known that were made and never issued
 * since the database was in trouble. Thread-safe.
 */
final class RememberingRandom implements RandomGenerator {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecureRandom source = new SecureRandom();
  private final List<Long> numbers = new ArrayList<>();
  private final StringBuilder digits = new StringBuilder();

  @Override
  public synchronized long nextLong() {
    long next = source.nextLong();
    numbers.add(next);
    return next;
  }

  @Override
  public synchronized int nextInt(int bound) {
    int next = source.nextInt(bound);
    if (bound == DIGITS.length()) {
      digits.append(DIGITS.charAt(next));
    }
    return next;
  }

  /** Every private key that can have been made of what was drawn: of pairs and of tokens. */
  synchronized void tellTo(Secrets secrets) {
    for (int i = 1; i < numbers.size(); i++) {
      secrets.add(uuid(numbers.get(i - 1), numbers.get(i)));
    }
    secrets.add("a private key", digits.toString().getBytes(US_ASCII));
  }

  private static PrivateKey uuid(long high, long low) {
    UUID uuid = new UUID((high & ~0xf000L) | 0x4000L, (low & ~(0b11L << 62)) | (0b10L << 62));
    return PrivateKey.of(uuid.toString());
  }
}
