package io.claviger.http.digest;

import java.util.List;
import java.util.Optional;

/** Reads the scheme Digest in the Authorization field of a request (RFC 7616, section 3.4). */
final class DigestHeader {
  private static final String SCHEME = "digest";

  /** The bit that turns an upper-case letter of ASCII into a lower-case one. */
  private static final int SMALL = 0x20;

  /** The limit for a value in characters. Longer values are not read. */
  private static final int MAX_LENGTH = 8192;

  private DigestHeader() {}

  /** Checks whether the value names the scheme, in any case. */
  static boolean isDigest(String value) {
    int start = Blanks.skip(value, 0);
    int end = start + SCHEME.length();
    return end <= value.length()
        && namesScheme(value, start)
        && (end == value.length() || Blanks.isBlank(value.charAt(end)));
  }

  /** Ignores the case of ASCII letters only: others have an "i" or "s" as another case, too. */
  private static boolean namesScheme(String value, int start) {
    for (int i = 0; i < SCHEME.length(); i++) {
      if ((value.charAt(start + i) | SMALL) != SCHEME.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the answer in the values of the field. It is empty for another scheme, for more than
   * one value, and if anything breaks a rule.
   */
  static Optional<DigestAnswer> read(List<String> values) {
    if (values.size() != 1) {
      return Optional.empty();
    }
    String value = values.get(0);
    if (value.length() > MAX_LENGTH || !isDigest(value)) {
      return Optional.empty();
    }
    int parameters = Blanks.skip(value, 0) + SCHEME.length();
    return new ParameterScanner(value, parameters).parameters().flatMap(DigestAnswer::of);
  }
}
