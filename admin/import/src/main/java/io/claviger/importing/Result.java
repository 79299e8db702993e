package io.claviger.importing;

import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;

/** The outcome of a row. */
sealed interface Result {
  /** The row that was read. */
  long row();

  /** The key was created. */
  record Created(long row) implements Result {}

  /** The key had been imported before. */
  record Unchanged(long row) implements Result {}

  /** The row breaks a rule. */
  record Refused(long row, ErrorCode code, String reason) implements Result {
    Refused(long row, ClavigerException refusal) {
      this(row, refusal.code(), String.valueOf(refusal.getMessage()));
    }
  }
}
