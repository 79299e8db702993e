package io.claviger.store.jdbc.internal;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;

/** Keeps jdbi from telling anybody what is bound. */
final class Silence {
  /** Ends within "{named:{", which stands before the first value; jdbi fails with 0. */
  private static final int BEFORE_VALUES = 8;

  private Silence() {}

  /** Also towards loggers that the host has set, and recordings of the Java platform. */
  static void over(Handle handle) {
    SqlStatements statements = handle.getConfig(SqlStatements.class);
    statements.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    statements.setIncludeBindingsInTelemetry(false);
    statements.setJfrParamMaxLength(BEFORE_VALUES);
  }
}
