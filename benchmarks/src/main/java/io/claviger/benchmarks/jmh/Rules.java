package io.claviger.benchmarks.jmh;

/**
 * The rules for all libraries. There are a thousand keys, ten in each organization, and each has
 * one role there. There are five roles, and each grants twenty permissions. Each request asks for
 * one of these in the organization of its key, and is allowed.
 */
final class Rules {
  static final int KEYS = 1000;
  static final int PERMISSIONS = 20;
  static final int OTHER_ROLES = 4;

  private Rules() {}

  static String key(int request) {
    return "key" + request % KEYS;
  }

  static String organization(int request) {
    return "org" + request % KEYS / Seed.KEYS_PER_ORGANIZATION;
  }

  static String resource(int request) {
    return "resource" + request % PERMISSIONS;
  }
}
