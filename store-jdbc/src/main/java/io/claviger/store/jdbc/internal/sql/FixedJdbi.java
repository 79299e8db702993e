package io.claviger.store.jdbc.internal.sql;

import java.sql.Connection;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * Jdbi with settings that no application can change. It never reports bound values, because some of
 * them are verifiers.
 */
final class FixedJdbi {
  /** Ends within "{named:{", which stands before the first value; jdbi fails with 0. */
  private static final int BEFORE_VALUES = 8;

  /** Holds a connection only while a handle is opened on it. */
  @SuppressWarnings("ThreadLocalUsage") // it is never left behind in a thread
  private static final ThreadLocal<Connection> BORROWED = new ThreadLocal<>();

  private static final Jdbi JDBI = create();

  private FixedJdbi() {}

  /** Opens a handle, which must not be closed, on a connection that was borrowed elsewhere. */
  static Handle open(Connection connection) {
    BORROWED.set(connection);
    try {
      return JDBI.open();
    } finally {
      BORROWED.remove();
    }
  }

  private static Jdbi create() {
    Jdbi jdbi = Jdbi.create(() -> Objects.requireNonNull(BORROWED.get()));
    SqlStatements statements = jdbi.getConfig(SqlStatements.class);
    statements.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    statements.setIncludeBindingsInTelemetry(false);
    statements.setJfrParamMaxLength(BEFORE_VALUES);
    statements.setSqlParser(new ColonPrefixSqlParser());
    statements.setTemplateEngine(new DefinedAttributeTemplateEngine());
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }
}
