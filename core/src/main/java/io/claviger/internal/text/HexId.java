package io.claviger.internal.text;

import java.util.HexFormat;

/** The ids of 24 hexadecimal digits as two numbers, an {@code int} and a {@code long}. */
public final class HexId {
  private static final HexFormat HEX = HexFormat.of();
  private static final int HEAD = 8;
  private static final int LENGTH = 24;

  private HexId() {}

  /** The first 8 digits. */
  public static int head(String id) {
    return HexFormat.fromHexDigits(id, 0, HEAD);
  }

  /** The other 16. */
  public static long tail(String id) {
    return HexFormat.fromHexDigitsToLong(id, HEAD, LENGTH);
  }

  /** The digits again. */
  public static String text(int head, long tail) {
    return HEX.toHexDigits(head) + HEX.toHexDigits(tail);
  }
}
