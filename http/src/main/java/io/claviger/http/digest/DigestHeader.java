package io.claviger.http.digest;

import io.claviger.http.internal.ParameterList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the scheme Digest in the Authorization field of a request (RFC 7616, section 3.4). */
final class DigestHeader {
  /** Ignores the case of ASCII letters only: others have an "i" or "s" as another case, too. */
  private static final Pattern SCHEME = Pattern.compile("[ \t]*(?i:digest)(?=[ \t]|\\z)");

  /** Values are printable ASCII. Blanks around the equals sign are accepted. */
  private static final ParameterList PARAMETERS = new ParameterList(',', "[ \t]*=[ \t]*", " -~");

  /** The limit for a value in characters. Longer values are not read. */
  private static final int MAX_LENGTH = 8192;

  private DigestHeader() {}

  /** Checks whether the value names the scheme, in any case. */
  static boolean isDigest(String value) {
    return SCHEME.matcher(value).lookingAt();
  }

  /**
   * Returns the answer in the values of the field. It is empty for another scheme, for more than
   * one value, and if anything breaks a rule.
   */
  static Optional<DigestAnswer> read(List<String> values) {
    return values.size() == 1 && values.get(0).length() <= MAX_LENGTH
        ? parameters(values.get(0)).flatMap(DigestAnswer::of)
        : Optional.empty();
  }

  /** Returns the parameters of the scheme, of which each name may come once. */
  static Optional<Map<String, String>> parameters(String value) {
    Matcher scheme = SCHEME.matcher(value);
    return scheme.lookingAt()
        ? PARAMETERS.read(value, scheme.end()).flatMap(DigestHeader::byName)
        : Optional.empty();
  }

  private static Optional<Map<String, String>> byName(List<Map.Entry<String, String>> parameters) {
    Map<String, String> byName = new HashMap<>();
    parameters.forEach(each -> byName.put(each.getKey(), each.getValue()));
    return byName.size() == parameters.size() ? Optional.of(byName) : Optional.empty();
  }
}
