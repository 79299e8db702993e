package io.claviger.internal.text;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The part of a token that is not secret, {@code prefix_publicId_}. The secret follows it, and ends
 * in a checksum of everything before the checksum, including the head. A prefix may contain {@code
 * _}, but the public id and the secret do not, so a token is read from its end.
 */
public record TokenText(String prefix, String publicKey) {
  /** The maximum length of a prefix. The redacted form of every token then fits in a hint. */
  public static final int MAX_PREFIX = 22;

  private static final String LOWER_OR_DIGIT = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final Alphabet ID = new Alphabet(LOWER_OR_DIGIT);
  private static final Alphabet PREFIX = new Alphabet(LOWER_OR_DIGIT + "_");

  private static final String ANY_PREFIX = "[a-z](?:_?[0-9a-z]){1,21}";

  /** A regular expression for access tokens with any prefix, also for the beginning of one. */
  static final String ACCESS_TOKEN_FORM = accessTokenHead(ANY_PREFIX) + "[0-9A-Za-z_-]{20,}";

  private static final String MASK = "********";

  /** Enough digits for 256 bits: 62 to the power of 43 is a little more than 2 to that of 256. */
  private static final int SECRET_LENGTH = 43;

  private static final String ID_FORM = "[0-9a-z]{8,32}";
  private static final int TAIL_LENGTH = SECRET_LENGTH + Base62.CRC32_LENGTH;
  private static final String TAIL_FORM = "[0-9A-Za-z]{" + TAIL_LENGTH + "}";

  /**
   * Matches an access token in a text, or a token unless more letters or digits follow. A longer
   * text is the name of something with a hash, such as the name of an image.
   */
  private static final Pattern IN_TEXT =
      Pattern.compile(tokenForm(ANY_PREFIX) + "(?![0-9A-Za-z])|" + ACCESS_TOKEN_FORM);

  /**
   * Returns the head of a token with any prefix. It is empty if the text is not a token, or if its
   * checksum is wrong. It uses no regular expression, because every request with a token calls it
   * and that would take most of its time.
   */
  public static Optional<TokenText> of(String token) {
    int idEnd = idEnd(token);
    return idEnd > 0
            && Base62.ALPHABET.hasAll(token, idEnd + 1, token.length())
            // Needs no constant time: it is computed from the presented text and not secret.
            && Base62.endsWithCrc32(token)
        ? of(token, idEnd)
        : Optional.empty();
  }

  private static Optional<TokenText> of(String text, int idEnd) {
    int prefixEnd = text.lastIndexOf('_', idEnd - 1);
    int idLength = idEnd - prefixEnd - 1;
    return isPrefix(text, prefixEnd)
            && idLength >= 8
            && idLength <= 32
            && ID.hasAll(text, prefixEnd + 1, idEnd)
        ? Optional.of(
            new TokenText(text.substring(0, prefixEnd), text.substring(prefixEnd + 1, idEnd)))
        : Optional.empty();
  }

  /** Returns the index of the last underscore if the text may be a token, or less than zero. */
  private static int idEnd(String text) {
    int end = text.length() - TAIL_LENGTH - 1;
    return end > 0 && text.charAt(end) == '_' ? end : -1;
  }

  /** Checks whether a text is a prefix. */
  public static boolean isPrefix(String text) {
    return isPrefix(text, text.length());
  }

  private static boolean isPrefix(String text, int end) {
    return end >= 2
        && end <= MAX_PREFIX
        && text.charAt(0) >= 'a'
        && text.charAt(0) <= 'z'
        && text.charAt(end - 1) != '_'
        && PREFIX.hasAll(text, 1, end)
        // What follows a prefix contains no two underscores either.
        && !text.contains("__");
  }

  /**
   * Checks whether a token has this prefix. It reads only as much as that takes, because every
   * request with a token may call it. The answer for another text has no meaning.
   */
  public static boolean hasPrefix(String token, String prefix) {
    int end = prefix.length();
    return token.length() > end
        && token.charAt(end) == '_'
        && token.startsWith(prefix)
        && token.indexOf('_', end + 1) == idEnd(token);
  }

  /** Returns the head of a token whose secret was replaced, or empty for any other text. */
  public static Optional<TokenText> ofRedacted(String text) {
    return text.endsWith("_" + MASK)
        ? of(text, text.length() - MASK.length() - 1)
        : Optional.empty();
  }

  /**
   * Returns a regular expression for the heads with this prefix, including those that a user has
   * copied with mistakes and those that Markdown has escaped.
   */
  public static String mistypedForm(String prefix) {
    String underscore = "\\\\?_{1,2}";
    return (prefix + "_[0-9A-Za-z-]{1,40}_").replace("_", underscore);
  }

  /** Returns a regular expression for whole tokens with this prefix. */
  public static String tokenForm(String prefix) {
    return prefix + "_" + ID_FORM + "_" + TAIL_FORM;
  }

  /** Returns a regular expression for the heads of access tokens with this prefix. */
  public static String accessTokenHead(String prefix) {
    return prefix + "_at\\.";
  }

  /**
   * Returns the text with each token of any prefix replaced by {@code ********}. A token with a
   * wrong checksum is replaced, too, because it may be mistyped.
   */
  public static String masked(String text) {
    return IN_TEXT.matcher(text).replaceAll(MASK);
  }

  /** Returns a token with this head and a new secret. */
  public String complete(RandomGenerator random) {
    String body = text() + Base62.random(SECRET_LENGTH, random);
    return body + Base62.crc32(body);
  }

  /** Returns the token with its secret replaced by {@code ********}. */
  public String redacted() {
    return text() + MASK;
  }

  private String text() {
    return prefix + "_" + publicKey + "_";
  }
}
