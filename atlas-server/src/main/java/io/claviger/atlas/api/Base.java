package io.claviger.atlas.api;

import java.util.Arrays;
import java.util.Optional;

/** Under which prefix a client calls; the three of Atlas itself have the same below them. */
enum Base {
  /** Atlas. */
  ATLAS("/api/atlas/v1.0"),
  /** Cloud Manager and Ops Manager. */
  PUBLIC("/api/public/v1.0"),
  /** Atlas later, with versions in the media type. */
  V2("/api/atlas/v2"),
  /** The base of one question of the Atlas CLI, which needs no version. */
  PRIVATE("/api/private"),
  /** What Atlas has not: the server's own. */
  CLAVIGER("/api/claviger/v1");

  private final String prefix;

  Base(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** The one that this path is under. */
  static Optional<Base> of(String path) {
    return Arrays.stream(values())
        .filter(base -> path.equals(base.prefix) || path.startsWith(base.prefix + "/"))
        .findFirst();
  }
}
