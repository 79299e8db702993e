package io.claviger.examples.atlas.conformance;

import java.util.Map;

/** Rows that the server does not keep yet, and what it does instead. */
final class Deviations {
  static final Map<String, String> KNOWN =
      Map.of(
          "create-organization", "there is no such route, 404.",
          "create-global-role", "a role like any that nobody knows, 400 `INVALID_ENUM_VALUE`.");

  private Deviations() {}
}
