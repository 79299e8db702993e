package io.claviger.store.jdbc.internal;

import java.sql.SQLException;

/** COMMIT itself failed: what was written before it may stand or not. */
final class CommitFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SQLException error;

  CommitFailed(SQLException error) {
    super(error);
    this.error = error;
  }

  SQLException error() {
    return error;
  }
}
