package io.claviger.atlas.api;

import java.util.Arrays;
import java.util.Optional;

/** The prefix that a client calls. The three prefixes of Atlas itself serve the same paths. */
enum Base {
  /** The first Atlas API. */
  ATLAS("/api/atlas/v1.0"),
  /** The API of Cloud Manager and Ops Manager. */
  PUBLIC("/api/public/v1.0"),
  /** The later Atlas API, with versions in the media type. */
  V2("/api/atlas/v2"),
  /** The prefix of one request of the Atlas CLI, which has no version. */
  PRIVATE("/api/private");

  private final String prefix;

  Base(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** Returns the base of this path, or empty. */
  static Optional<Base> of(String path) {
    return Arrays.stream(values())
        .filter(base -> path.equals(base.prefix) || path.startsWith(base.prefix + "/"))
        .findFirst();
  }
}
