package io.claviger.store.jdbc.internal.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exceptions of drivers may lead back to themselves. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LinkedExceptionsTest {
  private final SQLException ended = new SQLException("terminating connection", "57P01");

  /** PostgreSQL's driver makes this if a pooler passes the end of a server connection on. */
  @Test
  void aCycleThroughTheNextExceptionHasAnEnd() {
    SQLException closed = new SQLException("server closed the connection", "08P01", ended);
    ended.setNextException(closed);
    assertSame(ended, DriverErrors.withoutValues(ended));
    assertSame(closed, DriverErrors.withoutValues(closed));
  }

  @Test
  void aCycleOfCausesHasAnEnd() {
    IllegalStateException outer = new IllegalStateException("outer");
    outer.initCause(new IllegalArgumentException("inner", outer));
    SQLException fault = new SQLException("strange", outer);
    assertEquals(ErrorKind.FAULT, ErrorKind.byStandard(fault));
    assertEquals(Optional.empty(), Login.refusal(fault));
    assertEquals(
        "strange; the cause, java.lang.IllegalStateException, is withheld, since it may quote what"
            + " is stored",
        DriverErrors.withoutValues(fault).getMessage());
    assertEquals(
        "something other than the driver failed: java.lang.IllegalStateException",
        DriverErrors.of(outer).getMessage());
  }

  /** The row may be quoted by any of them. */
  @Test
  void aQuotedRowIsFoundWhereverALinkLeads() {
    SQLException quoting = new SQLException("failing row (secret)", "23514");
    SQLException next = new SQLException("batch");
    next.setNextException(quoting);
    SQLException suppressing = new SQLException("closed");
    suppressing.addSuppressed(new IllegalStateException(next));
    String withheld =
        DriverErrors.withoutValues(new SQLException("failed", suppressing)).getMessage();
    assertEquals(
        "the message of the database is withheld, since it may quote what is stored", withheld);
  }
}
