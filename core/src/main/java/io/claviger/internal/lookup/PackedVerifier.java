package io.claviger.internal.lookup;

import io.claviger.internal.value.PackedNumbers;
import io.claviger.internal.value.PackedWriter;
import io.claviger.spi.Verifier;
import java.util.Arrays;
import java.util.Base64;

/**
 * A verifier in bytes. One that ends in a hash of 32 bytes, as Base64 for URLs behind the last
 * {@code $}, is kept as what is before, and the bytes of the hash; others as their whole text.
 */
public final class PackedVerifier {
  private static final int HASH_LENGTH = 4 * Long.BYTES;
  private static final int HASH_DIGITS = 43;

  /** The last one stands for four bits of the hash, and two that are zero. */
  private static final String LAST_DIGITS = "AEIMQUYcgkosw048";

  private static final byte[] NO_HASH = new byte[0];

  private final byte[] bytes;
  private final int from;

  /** One that was written there. */
  public PackedVerifier(byte[] bytes, int from) {
    this.bytes = bytes;
    this.from = from;
  }

  static void write(Verifier verifier, PackedWriter out) {
    String text = verifier.encoded();
    int behindDollar = text.lastIndexOf('$') + 1;
    byte[] hash = hash(text.substring(behindDollar));
    out.putText(hash.length == 0 ? text : text.substring(0, behindDollar));
    out.putByte(hash.length);
    out.putBytes(hash);
  }

  /** Written in one way only: what is read again must be the same text. */
  private static byte[] hash(String digits) {
    if (digits.length() != HASH_DIGITS || LAST_DIGITS.indexOf(digits.charAt(HASH_DIGITS - 1)) < 0) {
      return NO_HASH;
    }
    try {
      return Base64.getUrlDecoder().decode(digits);
    } catch (IllegalArgumentException e) {
      return NO_HASH;
    }
  }

  private static String encode(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** What is before the hash, the {@code $} included; all of it where there is no hash. */
  public PackedText beginning() {
    return PackedText.at(bytes, from);
  }

  /** Whether its hash is this one of 32 bytes: compares all of it, whatever is different. */
  public boolean hasHash(byte[] hash) {
    int at = beginning().end();
    if (bytes[at] != HASH_LENGTH) {
      return false;
    }
    long difference = 0;
    for (int i = 0; i < HASH_LENGTH; i += Long.BYTES) {
      difference |= PackedNumbers.whole(bytes, at + 1 + i) ^ PackedNumbers.whole(hash, i);
    }
    return difference == 0;
  }

  Verifier toVerifier() {
    int at = beginning().end();
    byte[] hash = Arrays.copyOfRange(bytes, at + 1, end());
    return new Verifier(beginning().text() + encode(hash));
  }

  /** Where it ends. */
  public int end() {
    int at = beginning().end();
    return at + 1 + bytes[at];
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "PackedVerifier";
  }
}
