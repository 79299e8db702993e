package io.claviger.store.jdbc.embedded;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The part of the heap that H2 may use for pages of a file, by its own estimate. */
record FileCache(long bytes) {
  private static final long MEGABYTE = 1 << 20;

  /** The default of H2. */
  private static final long H2_DEFAULT = 16 * MEGABYTE;

  /** H2 counts kilobytes in an int. */
  private static final long LARGEST = Integer.MAX_VALUE * 1024L;

  private static final int USUAL_SHARE = 8;
  private static final int LARGEST_SHARE = 2;

  /**
   * Throws an {@link InvalidValueException} for less than a megabyte, or more than half of the
   * heap.
   */
  FileCache {
    long most = most(Runtime.getRuntime().maxMemory());
    if (bytes < MEGABYTE || bytes > most) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "database cache",
          bytes + " bytes",
          ("must be from 1048576 to half of the heap, which is " + most + " here; ")
              + "give another number, or none for an eighth of the heap");
    }
  }

  /** Returns the default for this heap. */
  static FileCache usual() {
    return new FileCache(usual(Runtime.getRuntime().maxMemory()));
  }

  static long usual(long heap) {
    return Math.min(Math.max(heap / USUAL_SHARE, H2_DEFAULT), most(heap));
  }

  private static long most(long heap) {
    return Math.min(heap / LARGEST_SHARE, LARGEST);
  }

  /** Sets the limit. In the URL each connection would set it, and H2 would empty the cache. */
  void applyTo(Connection first) throws SQLException {
    try (Statement statement = first.createStatement()) {
      statement.execute("set cache_size " + bytes / 1024);
    }
  }
}
