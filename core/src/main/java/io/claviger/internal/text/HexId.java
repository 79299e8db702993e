package io.claviger.internal.text;

import java.util.HexFormat;

/** Converts ids of 24 hexadecimal digits to an {@code int} and a {@code long}, and back. */
public final class HexId {
  private static final HexFormat HEX = HexFormat.of();
  private static final int HEAD = 8;
  private static final int LENGTH = 24;

  private HexId() {}

  /** Returns the first 8 digits. */
  public static int head(String id) {
    return HexFormat.fromHexDigits(id, 0, HEAD);
  }

  /** Returns the last 16 digits. */
  public static long tail(String id) {
    return HexFormat.fromHexDigitsToLong(id, HEAD, LENGTH);
  }

  /** Returns the id with these two parts. */
  public static String text(int head, long tail) {
    return HEX.toHexDigits(head) + HEX.toHexDigits(tail);
  }
}
