package io.claviger.store.jdbc.internal;

import io.claviger.model.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database refused something, and nothing was written, but by a migration. Its cause is the
 * database's own error, never that of the mapping layer, which prints the values that were bound.
 */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  /** A table or column that is not there, as PostgreSQL says it; the others say 42S... */
  private static final Set<String> MISSING = Set.of("42P01", "42703");

  private final Trouble trouble;
  private final transient SQLException error;
  private final @Nullable String foreignKey;

  /** Keeps the error without the values that its message may quote. */
  Failure(Trouble trouble, SQLException error) {
    this(trouble, DriverErrors.withoutValues(error), ForeignKeys.name(error).orElse(null));
  }

  private Failure(Trouble trouble, SQLException error, @Nullable String foreignKey) {
    super(trouble.name(), error);
    this.trouble = trouble;
    this.error = error;
    this.foreignKey = foreignKey;
  }

  Trouble trouble() {
    return trouble;
  }

  SQLException error() {
    return error;
  }

  /** For the caller of the store, who was refused {@code what}: "read organization x". */
  StoreException toStoreException(String what) {
    return toStoreException(what, advice());
  }

  /** The same with other advice for what is refused as it is, and not for want of a right. */
  StoreException toStoreException(String what, String advice) {
    return new StoreException(
        trouble == Trouble.FAULT ? StoreException.Kind.FAULT : StoreException.Kind.UNREACHABLE,
        "cannot " + what + ": " + reason(advice),
        error);
  }

  private String reason(String advice) {
    if (error instanceof StoreClosed) {
      return "the store is closed; open it anew";
    }
    if (trouble == Trouble.READ_ONLY) {
      return "the server takes no changes"
          + codes(error)
          + "; try again later, or connect to the primary server";
    }
    if (trouble.isConflict()) {
      return "another transaction was in the way" + codes(error) + "; try again";
    }
    if (trouble != Trouble.FAULT) {
      return "the database could not be reached in time" + codes(error) + "; try again later";
    }
    Optional<SQLException> refusal = Login.refusal(error);
    if (refusal.isPresent()) {
      return "the database refused the connection"
          + codes(refusal.get())
          + "; correct the user, the password or the name of the database";
    }
    if (error.getSQLState() == null && error.getErrorCode() == 0) {
      return "something on the way to the database refused it, as a pool that was closed does;"
          + " the cause says what";
    }
    return "the database refused it" + codes(error) + "; " + remedy(advice);
  }

  private String remedy(String otherwise) {
    if (Rights.areLacking(error)) {
      return Rights.advice(error);
    }
    if (Poolers.lostStatement(error)) {
      return Poolers.REMEDY;
    }
    return ForeignKeys.forbid(error) ? foreignKeyRemedy() : otherwise;
  }

  private String foreignKeyRemedy() {
    return "rows of another table refer to the key by "
        + (foreignKey == null ? "a foreign key" : "foreign key " + foreignKey)
        + ": declare it on delete cascade, or delete those rows first; nothing was changed";
  }

  private static String codes(SQLException error) {
    return " (error " + error.getErrorCode() + ", SQLState " + error.getSQLState() + ")";
  }

  private String advice() {
    String state = error.getSQLState();
    return state != null && (MISSING.contains(state) || state.startsWith("42S"))
        ? "has the schema been applied? See Schema.migrate"
        : "nothing was changed";
  }
}
