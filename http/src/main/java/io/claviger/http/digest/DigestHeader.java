package io.claviger.http.digest;

import java.util.List;
import java.util.Optional;

/** Reads the Authorization field of a request: the scheme Digest (RFC 7616, section 3.4). */
final class DigestHeader {
  private static final String SCHEME = "digest";

  /** Sets the bit that makes a capital letter of ASCII a small one. */
  private static final int SMALL = 0x20;

  /** What is longer is not looked at. */
  private static final int MAX_LENGTH = 8192;

  private DigestHeader() {}

  /** Whether the value names the scheme, in any case. */
  static boolean isDigest(String value) {
    int start = Blanks.skip(value, 0);
    int end = start + SCHEME.length();
    return end <= value.length()
        && namesScheme(value, start)
        && (end == value.length() || Blanks.isBlank(value.charAt(end)));
  }

  /** In ASCII only: elsewhere there are letters that are an i or an s in another case, too. */
  private static boolean namesScheme(String value, int start) {
    for (int i = 0; i < SCHEME.length(); i++) {
      if ((value.charAt(start + i) | SMALL) != SCHEME.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The answer that the values of the field give: empty for another scheme, for more than one
   * value, and for whatever breaks a rule.
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
