package io.claviger.http;

import io.claviger.access.Credential;
import io.claviger.http.internal.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Authorization header of a request (RFC 9110, section 11.6.2). A value is the name of a scheme
 * in any case, one or more spaces, and a text. Spaces and tabs around the value are ignored.
 *
 * <p>A request should have at most one value. If it has more, a client may have been tricked into a
 * weaker scheme (a downgrade): {@link #has} and {@link #texts} therefore look at every value. If a
 * request has more than one value, and one has a scheme that you accept, treat the credential as
 * malformed. Immutable. {@code toString} shows no value.
 */
public final class Authorization {
  /** Longer values are not read. The limit leaves room for the scheme and some blanks. */
  private static final int MAX_LENGTH = 1_100;

  /** A quoted text (RFC 9110, section 5.6.4), or a comma before a scheme that is no parameter. */
  private static final Pattern QUOTED_OR_NEXT =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*+\"|,(?=[ \\t]*+[-!#$%&'*+.^_`|~0-9A-Za-z]++[ \\t]++[^ \\t=,])");

  private static final Credential MALFORMED = Credential.malformed("");
  private static final Credential TWO_CREDENTIALS = Credential.malformed("two credentials");

  private final List<String> values;

  private Authorization(List<String> values) {
    this.values = values;
  }

  /**
   * Returns the header with these values. A value in which a comma is followed by another scheme
   * counts as two: a proxy may have joined two fields.
   *
   * @param values all values in the order of the request, one for each line, or an empty list if
   *     there are none
   */
  public static Authorization of(List<String> values) {
    List<String> all = List.copyOf(Objects.requireNonNull(values, "values"));
    for (String value : all) {
      if (value.indexOf(',') >= 0) {
        return new Authorization(all.stream().flatMap(Authorization::apart).toList());
      }
    }
    // A stream took a tenth of the time of the filter.
    return new Authorization(all);
  }

  /** Splits at each comma outside of quotes that is followed by a scheme and its text. */
  private static Stream<String> apart(String value) {
    Stream.Builder<String> parts = Stream.builder();
    Matcher matcher = QUOTED_OR_NEXT.matcher(value);
    int from = 0;
    while (matcher.find()) {
      if (value.charAt(matcher.start()) == ',') {
        parts.add(value.substring(from, matcher.start()));
        from = matcher.start() + 1;
      }
    }
    return parts.add(value.substring(from)).build();
  }

  /** Checks whether the request has the header. */
  public boolean isPresent() {
    return !values.isEmpty();
  }

  /** Checks whether the header has exactly one value. */
  public boolean isSingle() {
    return values.size() == 1;
  }

  /** Checks whether any value names this scheme, which is ASCII, in any case. */
  public boolean has(String scheme) {
    Objects.requireNonNull(scheme, "scheme");
    for (String value : values) {
      if (end(value, scheme) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns what follows the name of this scheme in each value that names it, without the blanks
   * around it; an empty list if no value does.
   */
  public List<String> texts(String scheme) {
    Objects.requireNonNull(scheme, "scheme");
    List<String> texts = new ArrayList<>(1);
    for (String value : values) {
      String text = text(value, scheme);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /**
   * Returns the credential in the header. Two schemes are accepted: {@code Basic} (RFC 7617), with
   * the public key as user-id and the private key as password, and {@code Bearer} (RFC 6750), with
   * a token.
   *
   * <p>Base64 is that of RFC 4648, section 4, with its padding. Only the spelling that an encoder
   * writes is accepted. The first colon separates the public key from the private key.
   *
   * <p>The result is {@linkplain Credential#isMissing missing} if there is no value. It is
   * {@linkplain Credential#isMalformed malformed} in these cases:
   *
   * <ul>
   *   <li>There is more than one value, in separate fields or joined by a comma.
   *   <li>The scheme is another one.
   *   <li>The value is longer than 1,100 characters, including blanks. Such a value is not read.
   *   <li>The text is neither a valid {@linkplain Credential#pair(String, String) pair} nor a valid
   *       {@linkplain Credential#token token}.
   * </ul>
   */
  public Credential credential() {
    return credential(Credential::token, Credential::pair);
  }

  /**
   * Does the same with other readers for the two parts of Basic and for the token of Bearer, such
   * as readers that also accept the credentials of other software.
   */
  public Credential credential(
      Function<String, Credential> tokenReader, BiFunction<String, String, Credential> pairReader) {
    Objects.requireNonNull(tokenReader, "tokenReader");
    Objects.requireNonNull(pairReader, "pairReader");
    return switch (values.size()) {
      case 0 -> Credential.missing();
      case 1 -> read(values.get(0), tokenReader, pairReader);
      default -> TWO_CREDENTIALS;
    };
  }

  private static Credential read(
      String value,
      Function<String, Credential> tokenReader,
      BiFunction<String, String, Credential> pairReader) {
    // Only spaces separate the scheme from its text, and neither text contains a tab.
    if (value.length() > MAX_LENGTH || value.strip().indexOf('\t') >= 0) {
      return MALFORMED;
    }
    String token = text(value, "Bearer");
    if (token != null) {
      return tokenReader.apply(token);
    }
    String pair = text(value, "Basic");
    return pair == null ? MALFORMED : basic(pair, pairReader);
  }

  /** Returns what follows the name of this scheme; null if the value names another scheme. */
  private static @Nullable String text(String value, String scheme) {
    int start = end(value, scheme);
    if (start < 0) {
      return null;
    }
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  /** Returns the index after the name of the scheme, or less than zero for another scheme. */
  private static int end(String value, String scheme) {
    int start = 0;
    while (start < value.length() && isBlank(value.charAt(start))) {
      start++;
    }
    int end = start + scheme.length();
    boolean named = AsciiCase.matches(value, start, scheme);
    return named && (end == value.length() || isBlank(value.charAt(end))) ? end : -1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Splits at the first colon only: later colons belong to the private key. */
  private static Credential basic(
      String credentials, BiFunction<String, String, Credential> pairReader) {
    return decode(credentials)
        .map(pair -> pair.split(":", 2))
        .filter(halves -> halves.length == 2)
        .map(halves -> pairReader.apply(halves[0], halves[1]))
        .orElse(MALFORMED);
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

  /** Returns the number of values, without their content. */
  @Override
  public String toString() {
    return "Authorization[" + values.size() + "]";
  }
}
