package io.claviger.store.jdbc.internal.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for what a database said. */
final class DatabaseExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "0, 53100, ERROR: could not extend file",
    "1114, HY000, The table 'claviger_audit_event' is full",
    "1021, HY000, Disk full (/tmp/#sql); waiting for someone to free some space",
    "1030, HY000, 'Got error 28 \"No space left on device\" from storage engine InnoDB'"
  })
  void aFullDiskIsNamed(int number, String state, String message) {
    SQLException error = new SQLException(message, state, number);
    assertEquals(
        "cannot change it: the disk of the database is full (error "
            + (number + ", SQLState " + state + "); make room; nothing was changed"),
        exception(ErrorKind.FAULT, error).getMessage());
  }

  /** H2 closes the database. */
  @Test
  void aFullDiskIsNamedByItsCause() {
    SQLException closed = new SQLException("The database has been closed", "90098", 90098);
    closed.initCause(
        new IllegalStateException("Writing failed", new IOException("No space left on device")));
    String words = exception(ErrorKind.UNREACHABLE, closed).getMessage();
    assertTrue(words.contains("the disk of the database is full (error 90098"), words);
  }

  /** HikariCP has no code of its own if it cannot set a connection up. */
  @Test
  void thatANodeIsCutOffIsFoundBehindThePool() {
    SQLException cutOff =
        new SQLNonTransientConnectionException("WSREP has not yet prepared node", "08S01", 1047);
    SQLException waited =
        new SQLTransientConnectionException(
            "pool - Connection is not available", new Exception(cutOff));
    StoreException words = exception(ErrorKind.UNREACHABLE, waited);
    assertEquals(
        "cannot change it: this node of the cluster is not connected to the others (error 1047,"
            + " SQLState 08S01); try again later, or connect to another node",
        words.getMessage());
    SQLException kept =
        assertInstanceOf(SQLException.class, words.getCause().getCause(), "the driver's reason");
    assertEquals(cutOff.getMessage(), kept.getMessage());
  }

  private static StoreException exception(ErrorKind kind, SQLException error) {
    return new DatabaseException(kind, error).toStoreException("change it");
  }
}
