package io.claviger.benchmarks.jmh;

/**
 * The rules that all decide by: a thousand keys, ten to an organization, each with one role there;
 * five roles, each granted twenty permissions. Each request asks for one of them, in the
 * organization of its key, and is allowed.
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
