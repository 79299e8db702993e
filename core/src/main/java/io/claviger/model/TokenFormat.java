package io.claviger.model;

import io.claviger.internal.text.TokenText;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format of a credential as one text, {@code prefix_publicId_secret}, for clients that cannot
 * send a pair:
 *
 * <pre>{@code acme_4k9z0c71m2x8qd5t_Rb0V...}</pre>
 *
 * <p>The public id is the {@link PublicKey}; the whole token is the {@link PrivateKey}. The secret
 * is 43 random characters of 0-9A-Za-z, which is 256 bits, and 6 more: the CRC-32 of all characters
 * before them, as a number with the digits 0-9A-Za-z, the highest digit first.
 *
 * <p>The checksum does not protect the secret. A scanner uses it to recognise a token without a
 * request, and {@link io.claviger.access.Credential#token} uses it to refuse other text without a
 * read of the store.
 *
 * <p>Immutable and thread-safe.
 */
public final class TokenFormat {
  /** If fewer of the 43 characters are visible, at least 128 bits stay unknown. */
  private static final int FEWEST_MASKED = 20;

  private final String prefix;
  private final Pattern pattern;
  private final Pattern secret;

  private TokenFormat(String prefix) {
    this.prefix = prefix;
    this.pattern = Pattern.compile(TokenText.tokenForm(prefix));
    // A look-behind for the head, so that masking one secret never removes the head of the next.
    this.secret =
        Pattern.compile(
            String.format(
                "(?<=%s)[0-9A-Za-z]{%3$d,}|(?<=%s)[0-9A-Za-z_-]{%3$d,}",
                TokenText.mistypedForm(prefix), TokenText.accessTokenHead(prefix), FEWEST_MASKED));
  }

  /**
   * Returns the format of tokens with this prefix.
   *
   * @param prefix the name of the service, so that the finder of a token knows where it belongs,
   *     and an environment if there are several: {@code acme}, {@code acme_live}, {@code
   *     acme_test}. It has 2 to 22 characters of 0-9a-z and single underscores, a letter first and
   *     no underscore last
   * @throws InvalidValueException for another prefix
   */
  public static TokenFormat of(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    if (!TokenText.isPrefix(prefix)) {
      throw invalid(prefix);
    }
    return new TokenFormat(prefix);
  }

  /** Returns the prefix of the tokens. */
  public String prefix() {
    return prefix;
  }

  /**
   * Returns the published form for scanners: {@code prefix_[0-9a-z]{8,32}_[0-9A-Za-z]{49}}. Every
   * dialect of regular expressions supports it. A text that matches is a token if its checksum is
   * correct.
   */
  public Pattern pattern() {
    return pattern;
  }

  /**
   * Checks whether a text begins with the prefix and an underscore. Such a text is a token, a
   * mistyped one or an access token, so do not pass it to another way to authenticate, which may
   * log it.
   */
  public boolean resembles(String text) {
    Objects.requireNonNull(text, "text");
    int end = prefix.length();
    return text.length() > end && text.charAt(end) == '_' && text.startsWith(prefix);
  }

  /**
   * Returns the text with {@code ********} in place of the secret of every token with this prefix,
   * for logs. In an access token with this prefix, everything after {@code prefix_at.} is masked.
   *
   * <p>A token that is mistyped, cut off at its end or joined to other text is masked too, if its
   * head is directly followed by at least 20 unbroken characters of its secret. A token that lost
   * its beginning is not recognised.
   */
  public String scrub(String text) {
    Objects.requireNonNull(text, "text");
    return secret.matcher(text).replaceAll(SecretHint.hidden().redacted());
  }

  /** Two formats with the same prefix are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenFormat that && prefix.equals(that.prefix);
  }

  @Override
  public int hashCode() {
    return prefix.hashCode();
  }

  /** Returns the published form. */
  @Override
  public String toString() {
    return pattern.pattern();
  }

  /** Hides a text that is too long for a prefix, since it may be a token by mistake. */
  private static InvalidValueException invalid(String prefix) {
    String rule =
        "must be 2 to 22 characters of 0-9a-z and single underscores, a letter first and no"
            + " underscore last, such as acme or acme_live";
    return prefix.length() > TokenText.MAX_PREFIX
        ? InvalidValueException.hidden(
            "token prefix",
            rule + "; it has " + prefix.length() + " and is not shown in case it is a token")
        : InvalidValueException.of("token prefix", prefix, rule);
  }
}
