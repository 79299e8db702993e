package io.claviger.internal.digest;

import java.util.List;
import java.util.Optional;

/** Reads the Authorization field of a request: the scheme Digest (RFC 7616, section 3.4). */
public final class DigestHeader {
  private static final String SCHEME = "Digest";

  /** What is longer is not looked at. */
  private static final int MAX_LENGTH = 8192;

  private DigestHeader() {}

  /** Whether the value names the scheme, in any case. */
  public static boolean isDigest(String value) {
    int start = Blanks.skip(value, 0);
    int end = start + SCHEME.length();
    return value.regionMatches(true, start, SCHEME, 0, SCHEME.length())
        && (end == value.length() || Blanks.isBlank(value.charAt(end)));
  }

  /**
   * The answer that the values of the field give: empty for another scheme, for more than one
   * value, and for whatever breaks a rule.
   */
  public static Optional<DigestAnswer> read(List<String> values) {
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
