package io.claviger.benchmarks.decide;

import io.claviger.benchmarks.keys.Seed;
import java.util.stream.IntStream;

/**
 * The rules for all libraries. There are a thousand keys, ten in each organization, and each has
 * one role there. There are five roles, and each grants twenty permissions. Each request asks for
 * one of these in the organization of its key, and is allowed.
 */
final class Rules {
  static final int OTHER_ROLES = 4;
  static final String[] KEYS = names("key", 1_000, 1);
  static final String[] ORGANIZATIONS = names("org", KEYS.length, Seed.KEYS_PER_ORGANIZATION);
  static final String[] RESOURCES = names("resource", 20, 1);

  private Rules() {}

  /** Returns so many names, of which {@code same} neighbours are equal. */
  private static String[] names(String kind, int count, int same) {
    return IntStream.range(0, count).mapToObj(i -> kind + i / same).toArray(String[]::new);
  }
}
