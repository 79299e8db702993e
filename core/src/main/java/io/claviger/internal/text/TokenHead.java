package io.claviger.internal.text;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a token that is not secret, {@code prefix_publicId_}. The secret behind it ends in a
 * checksum of all that is before, the head included.
 */
public record TokenHead(String prefix, String publicKey) {
  /** What a prefix may be, as a regular expression. */
  public static final String PREFIX_FORM = "[a-z][0-9a-z]{1,15}";

  private static final int LONGEST = 256;
  private static final String MASK = "********";

  /** 62 to the power of 43 is a little more than 2 to the power of 256. */
  private static final int SECRET_LENGTH = 43;

  private static final String ID_FORM = "[0-9a-z]{8,32}";
  private static final String TAIL_FORM =
      "[0-9A-Za-z]{" + (SECRET_LENGTH + Base62.CRC32_LENGTH) + "}";
  private static final Pattern TOKEN =
      Pattern.compile("(" + PREFIX_FORM + ")_(" + ID_FORM + ")_" + TAIL_FORM);

  /** A longer text of this kind is the name of something and a hash, such as that of an image. */
  private static final Pattern IN_TEXT =
      Pattern.compile(tokenForm(PREFIX_FORM) + "(?![0-9A-Za-z])");

  /** The head of a token of any prefix; empty if the text is none, or its checksum is wrong. */
  public static Optional<TokenHead> of(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches() || !checksumHolds(token)) {
      return Optional.empty();
    }
    return Optional.of(new TokenHead(matcher.group(1), matcher.group(2)));
  }

  /** The heads of this prefix, as a regular expression. */
  public static String form(String prefix) {
    return prefix + "_" + ID_FORM + "_";
  }

  /** The same, and what somebody who copies one may have made of it, or a text in Markdown. */
  public static String mistypedForm(String prefix) {
    String underscore = "\\\\?_{1,2}";
    return prefix + underscore + "[0-9A-Za-z-]{1,40}" + underscore;
  }

  /** Whole tokens of this prefix, as a regular expression. */
  public static String tokenForm(String prefix) {
    return form(prefix) + TAIL_FORM;
  }

  /**
   * The text with {@code ********} in place of each token in it, of any prefix. A token with a
   * wrong checksum is replaced too: it may be a mistyped one.
   */
  public static String masked(String text) {
    return IN_TEXT.matcher(text).replaceAll(MASK);
  }

  /** A token with this head and a new secret. */
  public String complete(RandomGenerator random) {
    String body = text() + Base62.random(SECRET_LENGTH, random);
    return body + Base62.crc32(body);
  }

  /** All of a token but its secret. */
  public String redacted() {
    return text() + MASK;
  }

  private String text() {
    return prefix + "_" + publicKey + "_";
  }

  /** The checksum is no secret: it is compared with one made of the same text. */
  private static boolean checksumHolds(String token) {
    int end = token.length() - Base62.CRC32_LENGTH;
    return token.substring(end).equals(Base62.crc32(token.substring(0, end)));
  }
}
