package io.claviger.model;

import io.claviger.internal.text.Arguments;
import io.claviger.internal.text.Quoted;
import java.util.List;
import java.util.Objects;

/**
 * A value breaks a rule: a malformed id, a description that is too long, or an expiry in the past.
 * Nothing was changed.
 */
public final class InvalidValueException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  private InvalidValueException(ErrorCode code, List<String> parameters, String message) {
    super(code, parameters, message, null);
  }

  /**
   * Returns the exception for a bad value that may be shown. The message shows it shortened, with
   * all characters escaped that are not printable.
   *
   * @param what the kind of value, such as "organization id"
   * @param rule the rule and the fix, such as "must be 1 to 32 characters of 0-9a-z; remove the
   *     dashes"
   */
  public static InvalidValueException of(ErrorCode code, String what, String value, String rule) {
    Arguments.require(what, "what", value, "value", rule, "rule");
    String shown = Quoted.text(value);
    List<String> parameters =
        code == ErrorCode.INVALID_VALUE
            ? List.of(what, Quoted.shorten(value))
            : List.of(Quoted.shorten(value));
    return new InvalidValueException(
        code, parameters, "invalid " + what + " " + shown + ": " + rule);
  }

  /**
   * Returns the exception for a text that is no address. The rule is shown to users, too, so it may
   * repeat the text only where the text was understood.
   */
  static InvalidValueException address(String what, String text, String rule) {
    List<String> parameters = List.of(Quoted.shorten(text), rule);
    String message = "invalid " + what + " " + Quoted.text(text) + ": " + rule;
    return new InvalidValueException(ErrorCode.INVALID_ADDRESS, parameters, message);
  }

  /** Returns such an exception with the code {@link ErrorCode#INVALID_VALUE}. */
  public static InvalidValueException of(String what, Object value, String rule) {
    Objects.requireNonNull(value, "value");
    return of(ErrorCode.INVALID_VALUE, what, value.toString(), rule);
  }

  /**
   * Returns the exception for a bad value that is secret, or that has no text. The message has only
   * the kind of value and the rule.
   */
  public static InvalidValueException hidden(ErrorCode code, String what, String rule) {
    Arguments.require(what, "what", rule, "rule");
    List<String> parameters = code == ErrorCode.INVALID_VALUE ? List.of(what) : List.of();
    return new InvalidValueException(code, parameters, "invalid " + what + ": " + rule);
  }

  /** Returns such an exception with the code {@link ErrorCode#INVALID_VALUE}. */
  public static InvalidValueException hidden(String what, String rule) {
    return hidden(ErrorCode.INVALID_VALUE, what, rule);
  }
}
