package io.claviger.model;

import io.claviger.internal.text.TokenHead;
import java.util.regex.Pattern;

/**
 * The credential as one text, {@code prefix_publicId_secret}, for those who cannot carry a pair:
 *
 * <pre>{@code acme_4k9z0c71m2x8qd5t_Rb0V...}</pre>
 *
 * <p>The public id is the {@link PublicKey}, the whole token the {@link PrivateKey} of its key. The
 * secret is 43 random characters of 0-9A-Za-z, which is 256 bits, and 6 more: the CRC-32 of all
 * characters before them, as a number of the digits 0-9A-Za-z, the highest first. The checksum is
 * no protection. It is there so that a scanner knows a token without asking anybody, and so that
 * junk costs no read of the store: {@link io.claviger.access.Credential#token} checks it.
 *
 * <p>Immutable and thread-safe.
 */
public final class TokenFormat {
  /** With fewer of the 43 characters in sight, 128 bits or more stay unknown. */
  private static final int FEWEST_MASKED = 20;

  private static final Pattern PREFIX = Pattern.compile(TokenHead.PREFIX_FORM);
  private static final int LONGEST_PREFIX = 16;

  private final String prefix;
  private final Pattern pattern;
  private final Pattern secret;

  private TokenFormat(String prefix) {
    this.prefix = prefix;
    this.pattern = Pattern.compile(TokenHead.tokenForm(prefix));
    // Looks behind for the head, so that masking one secret never swallows the head of the next.
    this.secret =
        Pattern.compile(
            "(?<=" + TokenHead.mistypedForm(prefix) + ")[0-9A-Za-z]{" + FEWEST_MASKED + ",}");
  }

  /**
   * Tokens of this prefix.
   *
   * @param prefix names the service, so that a token that somebody finds can be brought home: 2 to
   *     16 characters of 0-9a-z, a letter first
   * @throws InvalidValueException for another prefix
   */
  public static TokenFormat of(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw invalid(prefix);
    }
    return new TokenFormat(prefix);
  }

  /** What its tokens begin with. */
  public String prefix() {
    return prefix;
  }

  /**
   * The published form, for scanners: {@code prefix_[0-9a-z]{8,32}_[0-9A-Za-z]{49}}, which every
   * dialect of regular expressions understands. What it finds is a token if the checksum says so.
   */
  public Pattern pattern() {
    return pattern;
  }

  /**
   * For logs: the text with {@code ********} in place of the secret of every token of this prefix.
   * A token that is mistyped, glued to other text or cut off behind is masked too, where 20
   * characters of its secret or more follow its head unbroken; one that lost its beginning is not
   * known as a token.
   */
  public String scrub(String text) {
    return secret.matcher(text).replaceAll(SecretHint.hidden().redacted());
  }

  /** The published form. */
  @Override
  public String toString() {
    return pattern.pattern();
  }

  /** What is too long for a prefix may be a token by mistake. */
  private static InvalidValueException invalid(String prefix) {
    String rule = "must be 2 to 16 characters of 0-9a-z, a letter first, such as acme";
    return prefix.length() > LONGEST_PREFIX
        ? InvalidValueException.hidden(
            ErrorCode.INVALID_VALUE,
            "token prefix",
            rule + "; it has " + prefix.length() + " and is not shown, in case it is a token")
        : InvalidValueException.of(ErrorCode.INVALID_VALUE, "token prefix", prefix, rule);
  }
}
