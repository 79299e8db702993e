package io.claviger.store.jdbc.embedded;

import io.claviger.model.StoreException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** Explains why an embedded database could not be opened, and what to do. */
final class EmbeddedErrors {
  private EmbeddedErrors() {}

  static StoreException explain(SQLException error, String where) {
    return switch (error.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          new StoreException(
              StoreException.Kind.UNREACHABLE,
              "the database " + where + " is open in another process; close it there first",
              error);
      case ErrorCode.IO_EXCEPTION_1,
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.FILE_VERSION_ERROR_1,
          ErrorCode.FILE_ENCRYPTION_ERROR_1 ->
          fault(
              where,
              "cannot be read: it is none of H2 2.x, or damaged; restore it, or choose another",
              error);
      case ErrorCode.WRONG_USER_OR_PASSWORD ->
          fault(where, "was made by another program; choose another file", error);
      default -> fault(where, "cannot be opened: error " + error.getErrorCode(), error);
    };
  }

  private static StoreException fault(String where, String what, SQLException error) {
    return new StoreException(
        StoreException.Kind.FAULT, "the database " + where + " " + what, error);
  }
}
