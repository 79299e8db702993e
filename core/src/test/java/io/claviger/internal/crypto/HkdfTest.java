package io.claviger.internal.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;

class HkdfTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 5869, appendix A.1. Here and below, of the output the first 32 bytes. */
  @Test
  void itIsThatOfTheFirstVector() {
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
        derive(bytes(0x00, 0x0c), "0b".repeat(22), bytes(0xf0, 0xf9)));
  }

  /** RFC 5869, appendix A.2. */
  @Test
  void itIsThatOfTheSecondVectorWithLongInputs() {
    assertEquals(
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c",
        derive(bytes(0x60, 0xaf), bytes(0x00, 0x4f), bytes(0xb0, 0xff)));
  }

  /** RFC 5869, appendix A.3. */
  @Test
  void itIsThatOfTheThirdVectorWithoutSaltAndInfo() {
    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
        derive(HEX.formatHex(Hkdf.NO_SALT), "0b".repeat(22), ""));
  }

  @Property
  void itIsThatOfBouncyCastle(
      @ForAll @Size(min = 1, max = 200) byte[] salt, @ForAll byte[] key, @ForAll byte[] info) {
    assertArrayEquals(byBouncyCastle(salt, key, info), Hkdf.derive(salt, key, info));
    assertArrayEquals(byBouncyCastle(null, key, info), Hkdf.derive(Hkdf.NO_SALT, key, info));
  }

  private static byte[] byBouncyCastle(byte[] salt, byte[] key, byte[] info) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(key, salt, info));
    byte[] derived = new byte[32];
    hkdf.generateBytes(derived, 0, derived.length);
    return derived;
  }

  private static String derive(String salt, String key, String info) {
    return HEX.formatHex(Hkdf.derive(HEX.parseHex(salt), HEX.parseHex(key), HEX.parseHex(info)));
  }

  /** Returns the bytes from the first to the last, each one more than the one before. */
  private static String bytes(int first, int last) {
    byte[] bytes = new byte[last - first + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return HEX.formatHex(bytes);
  }
}
