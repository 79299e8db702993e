package io.claviger.store.jdbc.internal.transaction;

import static java.util.Objects.requireNonNull;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.dialect.DatabaseUrl;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.Explanation;
import io.claviger.store.jdbc.internal.dialect.ForeignKeys;
import io.claviger.store.jdbc.internal.dialect.Login;
import io.claviger.store.jdbc.internal.dialect.Poolers;
import io.claviger.store.jdbc.internal.dialect.Privileges;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database refused something, and nothing was written, except by a migration. Its cause is the
 * database's own error, never one of jdbi.
 */
public final class DatabaseException extends Exception {
  private static final long serialVersionUID = 1L;

  /** SQLStates of PostgreSQL for a missing table or column; those of the others begin with 42S. */
  private static final Set<String> MISSING = Set.of("42P01", "42703");

  private final ErrorKind kind;
  private final transient SQLException error;
  private final @Nullable String foreignKey;
  private final transient @Nullable Explanation explanation;
  private final transient @Nullable DataSource dataSource;

  /** Keeps the error without the values that its message may quote. */
  public DatabaseException(ErrorKind kind, SQLException thrown) {
    this(kind, thrown, null);
  }

  /** Does the same for a database whose address can be told, if it cannot be reached. */
  public DatabaseException(ErrorKind kind, SQLException thrown, @Nullable DataSource dataSource) {
    super(kind.name(), DriverErrors.withoutValues(thrown));
    this.kind = kind;
    this.error = (SQLException) requireNonNull(getCause());
    this.foreignKey = ForeignKeys.name(thrown).orElse(null);
    this.explanation = Explanation.of(thrown).orElse(null);
    this.dataSource = dataSource;
  }

  public ErrorKind kind() {
    return kind;
  }

  public SQLException error() {
    return error;
  }

  /** Returns the exception for a caller whose call {@code what} failed: "read organization x". */
  public StoreException toStoreException(String what) {
    return toStoreException(what, advice());
  }

  /** Returns the same with this advice, unless the error itself suggests another. */
  public StoreException toStoreException(String what, String advice) {
    return new StoreException(
        kind == ErrorKind.FAULT ? StoreException.Kind.FAULT : StoreException.Kind.UNREACHABLE,
        "cannot " + what + ": " + reason(advice),
        error);
  }

  private String reason(String advice) {
    if (kind == ErrorKind.READ_ONLY) {
      return "the server takes no changes"
          + codes(error)
          + "; try again later, or connect to the primary server";
    }
    if (explanation != null) {
      return explanation.meaning() + codes(error) + "; " + explanation.remedy();
    }
    if (kind.isConflict()) {
      return "another transaction was in the way" + codes(error) + "; try again";
    }
    if (kind != ErrorKind.FAULT) {
      return "the database"
          + DatabaseUrl.of(dataSource).map(url -> " at " + url).orElse("")
          + " could not be reached, or did not answer in time"
          + (codes(error) + ": " + DriverErrors.root(error) + "; try again later");
    }
    Optional<SQLException> refusal = Login.refusal(error);
    if (refusal.isPresent()) {
      return "the database refused the connection"
          + codes(refusal.get())
          + "; correct the user, the password or the name of the database";
    }
    if (error.getSQLState() == null && error.getErrorCode() == 0) {
      return "something on the way to the database refused it, for example a closed pool;"
          + " the cause says what";
    }
    return "the database refused it" + codes(error) + "; " + remedy(advice);
  }

  private String remedy(String otherwise) {
    if (ForeignKeys.forbid(error)) {
      return foreignKeyRemedy();
    }
    return Poolers.remedy(error).orElse(otherwise);
  }

  private String foreignKeyRemedy() {
    return "rows of another table refer to the key by "
        + (foreignKey == null ? "a foreign key" : "foreign key " + foreignKey)
        + ": declare it on delete cascade, or delete those rows first; nothing was changed";
  }

  /** Some pools have no code of their own, and the driver's error as a cause. */
  private static String codes(SQLException error) {
    SQLException coded = DriverErrors.coded(error);
    return " (error " + coded.getErrorCode() + ", SQLState " + coded.getSQLState() + ")";
  }

  private String advice() {
    if (Privileges.areMissing(error)) {
      return Privileges.advice(error);
    }
    String state = error.getSQLState();
    return state != null && (MISSING.contains(state) || state.startsWith("42S"))
        ? "has the schema been applied? See Schema.migrate"
        : "nothing was changed";
  }
}
