package io.claviger.http;

import io.claviger.access.Credential;
import io.claviger.access.Credential.Malformed;
import io.claviger.access.Credential.Missing;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Authorization header of a request (RFC 9110, section 11.6.2): {@code Basic} (RFC 7617) with
 * the public key as user-id and the private key as password, or {@code Bearer} (RFC 6750) with a
 * token.
 */
public final class AuthorizationHeader {
  /** Room for the longest credentials, their scheme and blanks; what is longer is not looked at. */
  private static final int MAX_LENGTH = 512;

  private static final int LONGEST_PAIR =
      PublicKey.MAX_LENGTH + ":".length() + PrivateKey.MAX_LENGTH;

  /** Base64 makes four characters of three bytes, the last of which may be missing. */
  private static final int LONGEST_CREDENTIALS = (LONGEST_PAIR + 2) / 3 * 4;

  /** The letters of a scheme in ASCII only: there are others that are an "s" in upper case. */
  private static final Pattern FORM =
      Pattern.compile(
          "[ \t]*((?i)basic|bearer) +([0-9A-Za-z._~+/=-]{1," + LONGEST_CREDENTIALS + "})[ \t]*");

  private AuthorizationHeader() {}

  /**
   * The credential in it. The name of the scheme in any case, one or more spaces, the credentials;
   * spaces and tabs around are passed over. Base64 is that of RFC 4648, section 4, with its
   * padding, in the one spelling that an encoder writes. Of several colons the first separates.
   *
   * <p>{@link Missing} if there is no value. {@link Malformed} for more than one, separate or
   * joined by a comma; for another scheme; for a value of more than 512 characters, blanks
   * included, which is not looked at; and for what is no {@linkplain Credential#pair pair} or
   * {@linkplain Credential#token token}.
   *
   * @param values all values of the header in their order, an empty list if the request has none
   */
  public static Credential credential(List<String> values) {
    List<String> all = List.copyOf(values);
    return switch (all.size()) {
      case 0 -> new Missing();
      case 1 -> read(all.get(0));
      default -> new Malformed();
    };
  }

  private static Credential read(String value) {
    if (value.length() > MAX_LENGTH) {
      return new Malformed();
    }
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      return new Malformed();
    }
    String credentials = matcher.group(2);
    return matcher.group(1).equalsIgnoreCase("Basic")
        ? basic(credentials)
        : Credential.token(credentials);
  }

  /** The first colon ends the public key; others belong to the private one. */
  private static Credential basic(String credentials) {
    return decode(credentials)
        .map(pair -> pair.split(":", 2))
        .filter(halves -> halves.length == 2)
        .map(halves -> Credential.pair(halves[0], halves[1]))
        .orElseGet(Malformed::new);
  }

  /**
   * Takes a text in one spelling only, the one that an encoder writes: a decoder also takes others,
   * without padding or with bits that mean nothing. Each byte becomes one character, so that the
   * rules of the two halves see all of them.
   */
  private static Optional<String> decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64)
          ? Optional.of(new String(bytes, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // Its message shows a character of the secret.
      return Optional.empty();
    }
  }
}
