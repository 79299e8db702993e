package io.claviger.internal.text;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a token that is not secret, {@code prefix_publicId_}. The secret follows it, and ends
 * in a checksum of everything before the checksum, including the head.
 */
public record TokenHead(String prefix, String publicKey) {
  /** The regular expression of a prefix. */
  public static final String PREFIX_FORM = "[a-z][0-9a-z]{1,15}";

  private static final Alphabet LOWER_OR_DIGIT =
      new Alphabet("0123456789abcdefghijklmnopqrstuvwxyz");

  private static final String MASK = "********";

  /** Enough digits for 256 bits: 62 to the power of 43 is a little more than 2 to that of 256. */
  private static final int SECRET_LENGTH = 43;

  private static final String ID_FORM = "[0-9a-z]{8,32}";
  private static final int TAIL_LENGTH = SECRET_LENGTH + Base62.CRC32_LENGTH;
  private static final String TAIL_FORM = "[0-9A-Za-z]{" + TAIL_LENGTH + "}";

  private static final Pattern REDACTED =
      Pattern.compile("(" + PREFIX_FORM + ")_(" + ID_FORM + ")_" + Pattern.quote(MASK));

  /**
   * Matches a token in a text, unless more letters or digits follow. A longer text is the name of
   * something with a hash, such as the name of an image.
   */
  private static final Pattern IN_TEXT =
      Pattern.compile(tokenForm(PREFIX_FORM) + "(?![0-9A-Za-z])");

  /**
   * Returns the head of a token with any prefix. It is empty if the text is not a token, or if its
   * checksum is wrong. It uses no regular expression, because every request with a token calls it
   * and that would take most of its time.
   */
  public static Optional<TokenHead> of(String token) {
    int prefixEnd = token.indexOf('_');
    int idEnd = token.length() - TAIL_LENGTH - 1;
    if (idEnd <= prefixEnd || token.charAt(idEnd) != '_' || !isPrefix(token, prefixEnd)) {
      return Optional.empty();
    }
    int idLength = idEnd - prefixEnd - 1;
    boolean formed =
        idLength >= 8
            && idLength <= 32
            && LOWER_OR_DIGIT.hasAll(token, prefixEnd + 1, idEnd)
            && Base62.ALPHABET.hasAll(token, idEnd + 1, token.length())
            // Needs no constant time: it is computed from the presented text and not secret.
            && Base62.endsWithCrc32(token);
    return formed
        ? Optional.of(
            new TokenHead(token.substring(0, prefixEnd), token.substring(prefixEnd + 1, idEnd)))
        : Optional.empty();
  }

  private static boolean isPrefix(String text, int end) {
    return end >= 2
        && end <= 16
        && text.charAt(0) >= 'a'
        && text.charAt(0) <= 'z'
        && LOWER_OR_DIGIT.hasAll(text, 1, end);
  }

  /** Returns the head of a token whose secret was replaced, or empty for any other text. */
  public static Optional<TokenHead> ofRedacted(String text) {
    Matcher matcher = REDACTED.matcher(text);
    return matcher.matches()
        ? Optional.of(new TokenHead(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** Returns a regular expression for the heads with this prefix. */
  public static String form(String prefix) {
    return prefix + "_" + ID_FORM + "_";
  }

  /**
   * Returns a regular expression for the heads with this prefix, including those that a user has
   * copied with mistakes and those that Markdown has escaped.
   */
  public static String mistypedForm(String prefix) {
    String underscore = "\\\\?_{1,2}";
    return prefix + underscore + "[0-9A-Za-z-]{1,40}" + underscore;
  }

  /** Returns a regular expression for whole tokens with this prefix. */
  public static String tokenForm(String prefix) {
    return form(prefix) + TAIL_FORM;
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
