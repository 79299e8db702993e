package io.claviger.store.jdbc.internal;

import io.claviger.StoreException;
import java.sql.SQLException;
import java.util.Set;

/**
 * The database refused something, and nothing was written. Its cause is the database's own error,
 * never that of the mapping layer, which prints the values that were bound.
 */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  /** A table or column that is not there, as PostgreSQL says it; the others say 42S... */
  private static final Set<String> MISSING = Set.of("42P01", "42703");

  /** The class of violated constraints (ISO/IEC 9075). */
  private static final String INTEGRITY = "23";

  private final Trouble trouble;
  private final transient SQLException error;

  Failure(Trouble trouble, SQLException error) {
    super(trouble.name(), error);
    this.trouble = trouble;
    this.error = error;
  }

  Trouble trouble() {
    return trouble;
  }

  SQLException error() {
    return error;
  }

  /** Whether an id or a public key is taken. */
  boolean isCollision() {
    String state = error.getSQLState();
    return state != null && state.startsWith(INTEGRITY);
  }

  /** For the caller of the store, who was refused {@code what}: "read organization x". */
  StoreException toStoreException(String what) {
    if (error instanceof StoreClosed) {
      return new StoreException(
          StoreException.Kind.FAULT,
          "cannot " + what + ": the store is closed; open it anew",
          error);
    }
    boolean fault = trouble == Trouble.FAULT;
    String said = " (error " + error.getErrorCode() + ", SQLState " + error.getSQLState() + ")";
    return new StoreException(
        fault ? StoreException.Kind.FAULT : StoreException.Kind.UNREACHABLE,
        "cannot "
            + what
            + (fault
                ? ": the database refused it" + said + advice()
                : ": the database could not be reached in time" + said + "; try again later"),
        error);
  }

  private String advice() {
    if (Rights.areLacking(error)) {
      return "; the database user lacks a right: " + Rights.MEND + ", and more for Schema.migrate";
    }
    String state = error.getSQLState();
    return state != null && (MISSING.contains(state) || state.startsWith("42S"))
        ? "; has the schema been applied? See Schema.migrate"
        : "; nothing was changed";
  }
}
