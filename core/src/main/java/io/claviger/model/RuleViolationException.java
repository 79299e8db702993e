package io.claviger.model;

import java.util.List;

/**
 * A rule refuses the change or the read: the caller may not, or the result must not be. Nothing was
 * changed.
 */
public final class RuleViolationException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the rule and the mend, for a developer who reads a log
   */
  public RuleViolationException(ErrorCode code, String message, String... parameters) {
    super(code, List.of(parameters), message, null);
  }
}
