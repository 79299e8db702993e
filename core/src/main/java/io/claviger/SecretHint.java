package io.claviger;

import java.util.regex.Pattern;

/**
 * The redacted form of a private key, by which people recognise it.
 *
 * @param redacted 1 to 64 characters of 0-9, a-z, A-Z, * - and _
 */
public record SecretHint(String redacted) {
  private static final Pattern FORM = Pattern.compile("[0-9a-zA-Z*_-]{1,64}");
  private static final SecretHint HIDDEN = new SecretHint("********");

  /** Throws {@link InvalidValue} if it is not of that form; the text is not repeated. */
  public SecretHint {
    if (!FORM.matcher(redacted).matches()) {
      throw InvalidValue.hidden(
          ErrorCode.INVALID_ATTRIBUTE,
          "secret hint",
          "must be 1 to 64 characters of 0-9, a-z, A-Z, * - and _");
    }
  }

  /** A form that gives nothing away. */
  public static SecretHint hidden() {
    return HIDDEN;
  }

  @Override
  public String toString() {
    return redacted;
  }
}
