package io.claviger.model;

import io.claviger.internal.text.TokenText;
import io.claviger.internal.text.VisibleAscii;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The private part of a credential, the "password"; for a {@linkplain TokenFormat token}, its whole
 * text. It never prints: {@link #toString} returns the redacted form. Only {@link #reveal()}
 * returns the clear text, so that all places that use it can be found. Immutable; not serializable.
 */
public final class PrivateKey {
  /** The maximum length of a private key, in characters. */
  public static final int MAX_LENGTH = 256;

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final String clear;

  private PrivateKey(String clear) {
    this.clear = clear;
  }

  /**
   * Returns the private key with this clear text, which was issued or presented.
   *
   * @throws InvalidValueException unless it is 1 to 256 visible ASCII characters. The message does
   *     not repeat the text
   */
  public static PrivateKey of(String clearText) {
    Objects.requireNonNull(clearText, "clearText");
    if (!isPrivateKey(clearText)) {
      throw InvalidValueException.hidden(
          "private key", "must be 1 to 256 visible ASCII characters; it is not shown here");
    }
    return new PrivateKey(clearText);
  }

  /** Checks the length first, since a request may present a text of any length. */
  private static boolean isPrivateKey(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH && VisibleAscii.only(text);
  }

  /**
   * Returns the clear text. Show it once to the person who created the key, and do not store it.
   */
  public String reveal() {
    return clear;
  }

  /**
   * Returns the form that may be shown and stored:
   *
   * <ul>
   *   <li>for a UUID, the last 12 digits, as in Atlas;
   *   <li>for a token, the parts that are not secret: {@code prefix_publicId_********};
   *   <li>for any other form, nothing.
   * </ul>
   */
  public SecretHint hint() {
    return UUID_FORM.matcher(clear).matches()
        ? new SecretHint("********-****-****-" + clear.substring(clear.length() - 12))
        : TokenText.of(clear)
            .map(head -> new SecretHint(head.redacted()))
            .orElseGet(SecretHint::hidden);
  }

  /** Compares the clear texts in a time that does not depend on where they differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrivateKey that && MessageDigest.isEqual(ascii(), that.ascii());
  }

  /**
   * Returns the same value for all private keys, since a hash would reveal something about the
   * text.
   */
  @Override
  public int hashCode() {
    return 1;
  }

  private byte[] ascii() {
    return clear.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the redacted form. */
  @Override
  public String toString() {
    return hint().redacted();
  }
}
