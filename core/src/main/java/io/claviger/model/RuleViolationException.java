package io.claviger.model;

import java.util.List;
import java.util.Objects;

/**
 * A rule refuses the change or the read: because of the caller, or because of the result. Nothing
 * was changed.
 */
public final class RuleViolationException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the rule and the fix, for a developer who reads a log
   */
  public RuleViolationException(ErrorCode code, String message, String... parameters) {
    super(
        code,
        List.of(Objects.requireNonNull(parameters, "parameters")),
        Objects.requireNonNull(message, "message"),
        null);
  }
}
