package io.claviger.model;

import io.claviger.internal.text.TokenHead;
import io.claviger.internal.text.VisibleAscii;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The private half of a credential, the "password"; of a {@linkplain TokenFormat token} the whole
 * text. Never printed: {@link #toString} gives the redacted form, and the clear text leaves through
 * {@link #reveal()} only, so that every place that sees one can be found. Immutable; not
 * serializable.
 */
public final class PrivateKey {
  /** The longest private key that is read, in characters. */
  public static final int MAX_LENGTH = 256;

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final String clear;

  private PrivateKey(String clear) {
    this.clear = clear;
  }

  /**
   * Takes over a clear text, issued or presented.
   *
   * @throws InvalidValueException unless it is 1 to 256 visible ASCII characters; the text is not
   *     repeated
   */
  public static PrivateKey of(String clearText) {
    if (!isPrivateKey(clearText)) {
      throw InvalidValueException.hidden(
          ErrorCode.INVALID_VALUE,
          "private key",
          "must be 1 to 256 visible ASCII characters; it is not shown here");
    }
    return new PrivateKey(clearText);
  }

  /** The length first: what a request presents may be of any. */
  private static boolean isPrivateKey(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH && VisibleAscii.only(text);
  }

  /** The clear text. Show it once, to the person who created the key, and keep it nowhere. */
  public String reveal() {
    return clear;
  }

  /**
   * What may be shown and stored. Of a UUID the last 12 digits are given away, as Atlas does; of a
   * token what is not secret, {@code prefix_publicId_********}; of any other form nothing.
   */
  public SecretHint hint() {
    return UUID_FORM.matcher(clear).matches()
        ? new SecretHint("********-****-****-" + clear.substring(clear.length() - 12))
        : TokenHead.of(clear)
            .map(head -> new SecretHint(head.redacted()))
            .orElseGet(SecretHint::hidden);
  }

  /** Compares the clear texts in a time that does not depend on where they differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrivateKey that && MessageDigest.isEqual(ascii(), that.ascii());
  }

  /** The same for all private keys, since a hash of the text would tell something of it. */
  @Override
  public int hashCode() {
    return 1;
  }

  private byte[] ascii() {
    return clear.getBytes(StandardCharsets.US_ASCII);
  }

  /** The redacted form. */
  @Override
  public String toString() {
    return hint().redacted();
  }
}
