package io.claviger.importing;

import io.claviger.model.ErrorCode;
import java.util.Objects;

/**
 * A row that was not imported.
 *
 * @param number the number of the row in the input; the first row is 1
 * @param code the code of the rule that the row breaks
 * @param reason the value, the rule and the fix, for the log; never a secret
 */
public record RefusedRow(long number, ErrorCode code, String reason) {
  /** Checks that no part is null. */
  public RefusedRow {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(reason, "reason");
  }
}
