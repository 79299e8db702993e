package io.claviger.internal.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whole numbers at any place in bytes, the highest byte first. */
public final class PackedNumbers {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private PackedNumbers() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  /** The two bytes there, 0 to 65535. */
  public static int unsignedShort(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  /** The four bytes there. */
  public static int integer(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /** The eight bytes there. */
  public static long whole(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Puts the two lowest bytes there. */
  static void putShort(byte[] bytes, int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  /** Puts four bytes there. */
  static void putInteger(byte[] bytes, int at, int value) {
    INT.set(bytes, at, value);
  }

  /** Puts eight bytes there. */
  public static void putWhole(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }
}
