package io.claviger.model;

/**
 * What a host decides about the secrets of keys.
 *
 * @param most how many secrets of a key may be live at the same time; 1 to 100
 * @param selfRotation whether a key that is no owner may rotate itself: then a stolen key can
 *     outlive its discovery
 */
public record SecretPolicy(int most, boolean selfRotation) {
  /** Throws {@link InvalidValueException} for a number out of range. */
  public SecretPolicy {
    if (most < 1 || most > 100) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, "most live secrets", Integer.toString(most), "must be 1 to 100");
    }
  }

  /** Two live secrets, and owners alone rotate. */
  public static SecretPolicy standard() {
    return new SecretPolicy(2, false);
  }
}
