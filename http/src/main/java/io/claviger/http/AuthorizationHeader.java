package io.claviger.http;

import io.claviger.access.Credential;
import io.claviger.access.Credential.Malformed;
import io.claviger.access.Credential.Missing;
import io.claviger.http.internal.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the Authorization header of a request (RFC 9110, section 11.6.2). Two schemes are accepted:
 *
 * <ul>
 *   <li>{@code Basic} (RFC 7617), with the public key as user-id and the private key as password
 *   <li>{@code Bearer} (RFC 6750), with a token
 * </ul>
 */
public final class AuthorizationHeader {
  /** Longer values are not read. The limit leaves room for the scheme and some blanks. */
  private static final int MAX_LENGTH = 1_100;

  private AuthorizationHeader() {}

  /**
   * Returns the credential in the header. A value is the name of a scheme in any case, one or more
   * spaces, and the credentials. Spaces and tabs around the value are ignored.
   *
   * <p>Base64 is that of RFC 4648, section 4, with its padding. Only the spelling that an encoder
   * writes is accepted. The first colon separates the public key from the private key.
   *
   * <p>The result is {@link Missing} if there is no value. It is {@link Malformed} in these cases:
   *
   * <ul>
   *   <li>There is more than one value, in separate fields or joined by a comma.
   *   <li>The scheme is another one.
   *   <li>The value is longer than 1,100 characters, including blanks. Such a value is not read.
   *   <li>The credentials are neither a valid {@linkplain Credential#pair pair} nor a valid
   *       {@linkplain Credential#token token}.
   * </ul>
   *
   * @param values all values of the header in their order, or an empty list if there are none
   */
  public static Credential credential(List<String> values) {
    return credential(values, Credential::token, Credential::pair);
  }

  /**
   * Does the same with other readers for the two parts of Basic and for the token of Bearer, such
   * as readers that also accept the credentials of other software.
   */
  public static Credential credential(
      List<String> values,
      Function<String, Credential> tokenReader,
      BiFunction<String, String, Credential> pairReader) {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(tokenReader, "tokenReader");
    Objects.requireNonNull(pairReader, "pairReader");
    List<String> all = List.copyOf(values);
    return switch (all.size()) {
      case 0 -> new Missing();
      case 1 -> read(all.get(0), tokenReader, pairReader);
      default -> new Malformed();
    };
  }

  private static Credential read(
      String value,
      Function<String, Credential> tokenReader,
      BiFunction<String, String, Credential> pairReader) {
    if (value.length() > MAX_LENGTH) {
      return new Malformed();
    }
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(value.charAt(end - 1))) {
      end--;
    }
    int space = value.indexOf(' ', start);
    if (space < 0 || space >= end) {
      return new Malformed();
    }
    int credentials = space;
    while (value.charAt(credentials) == ' ') {
      credentials++;
    }
    String text = value.substring(credentials, end);
    if (isScheme(value, start, space, "bearer")) {
      return tokenReader.apply(text);
    }
    return isScheme(value, start, space, "basic") ? basic(text, pairReader) : new Malformed();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isScheme(String value, int start, int end, String name) {
    return end - start == name.length() && AsciiCase.matches(value, start, name);
  }

  /** Splits at the first colon only: later colons belong to the private key. */
  private static Credential basic(
      String credentials, BiFunction<String, String, Credential> pairReader) {
    return decode(credentials)
        .map(pair -> pair.split(":", 2))
        .filter(halves -> halves.length == 2)
        .map(halves -> pairReader.apply(halves[0], halves[1]))
        .orElseGet(Malformed::new);
  }

  /**
   * Decodes Base64 if it is spelled as an encoder writes it. A decoder alone also accepts texts
   * without padding or with unused bits that are set. Each byte becomes one character, so that the
   * rules for the two halves see every byte.
   */
  private static Optional<String> decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64)
          ? Optional.of(new String(bytes, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // The message of the exception would show a character of the secret.
      return Optional.empty();
    }
  }
}
