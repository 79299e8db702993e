package io.claviger.http.digest;

import io.claviger.http.Authorization;
import io.claviger.http.internal.ParameterList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the scheme Digest in the Authorization field of a request (RFC 7616, section 3.4). */
final class DigestHeader {
  /** The name of the scheme. */
  static final String SCHEME = "Digest";

  /** Values are printable ASCII. Blanks around the equals sign are accepted. */
  private static final ParameterList PARAMETERS = new ParameterList(',', "[ \t]*=[ \t]*", " -~");

  /** The limit for a value in characters. Longer values are not read. */
  private static final int MAX_LENGTH = 8192;

  private DigestHeader() {}

  /**
   * Returns the answer in the header. It is empty for another scheme, for more than one value, and
   * if anything breaks a rule.
   */
  static Optional<DigestAnswer> read(Authorization header) {
    List<String> texts = header.texts(SCHEME);
    return header.isSingle() && texts.size() == 1 && texts.get(0).length() <= MAX_LENGTH
        ? parameters(texts.get(0)).flatMap(DigestAnswer::of)
        : Optional.empty();
  }

  /** Returns the parameters in what follows the scheme, of which each name may come once. */
  static Optional<Map<String, String>> parameters(String text) {
    return PARAMETERS.read(text, 0).flatMap(DigestHeader::byName);
  }

  private static Optional<Map<String, String>> byName(List<Map.Entry<String, String>> parameters) {
    Map<String, String> byName = new HashMap<>();
    parameters.forEach(each -> byName.put(each.getKey(), each.getValue()));
    return byName.size() == parameters.size() ? Optional.of(byName) : Optional.empty();
  }
}
