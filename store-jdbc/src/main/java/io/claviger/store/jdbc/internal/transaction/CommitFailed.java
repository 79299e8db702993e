package io.claviger.store.jdbc.internal.transaction;

import java.sql.SQLException;

/** COMMIT itself failed: the change may have been made or not. */
public final class CommitFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SQLException error;

  CommitFailed(SQLException error) {
    super(error);
    this.error = error;
  }

  public SQLException error() {
    return error;
  }
}
