package io.claviger.model;

import io.claviger.internal.text.Quoted;
import java.util.List;

/**
 * A value that breaks a rule about values: a malformed id, a description that is too long, an
 * expiry in the past. Nothing was changed.
 */
public final class InvalidValueException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  private InvalidValueException(ErrorCode code, List<String> parameters, String message) {
    super(code, parameters, message, null);
  }

  /**
   * A bad value that may be shown. It appears in the message shortened, and with everything but
   * printable characters escaped.
   *
   * @param what the thing, as the field calls it: "organization id"
   * @param rule what must hold, and what to do: "must be 1 to 32 characters of 0-9a-z; leave out
   *     the dashes"
   */
  public static InvalidValueException of(ErrorCode code, String what, String value, String rule) {
    String shown = Quoted.text(value);
    List<String> parameters =
        code == ErrorCode.INVALID_VALUE
            ? List.of(what, Quoted.shorten(value))
            : List.of(Quoted.shorten(value));
    return new InvalidValueException(
        code, parameters, "invalid " + what + " " + shown + ": " + rule);
  }

  /** A bad value that is secret, or that has no text: only its kind and the rule are told. */
  public static InvalidValueException hidden(ErrorCode code, String what, String rule) {
    List<String> parameters = code == ErrorCode.INVALID_VALUE ? List.of(what) : List.of();
    return new InvalidValueException(code, parameters, "invalid " + what + ": " + rule);
  }
}
