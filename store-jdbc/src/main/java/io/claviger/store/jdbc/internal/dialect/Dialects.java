package io.claviger.store.jdbc.internal.dialect;

import io.claviger.model.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out which database a connection leads to. */
public final class Dialects {
  private static final Pattern REPLAYS =
      Pattern.compile("[?&]transactionReplay=(true|1)(&|$)", Pattern.CASE_INSENSITIVE);

  private Dialects() {}

  /** Throws a {@link StoreException} for a database that is not supported. */
  public static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> new H2Dialect();
      case "PostgreSQL" -> new PostgresDialect();
      case "MariaDB" -> mariaDb(connection.getMetaData().getURL());
      default ->
          throw fault(
              product
                  + " is not supported; use H2 from 2.2.220 on, PostgreSQL from 14 on, or MariaDB 11"
                  + " with its own driver");
    };
  }

  private static Dialect mariaDb(@Nullable String url) {
    if (url != null && REPLAYS.matcher(url).find()) {
      throw fault(
          "the driver would repeat a transaction whose connection broke (transactionReplay), and"
              + " not see that another change came in between; leave that option out");
    }
    return new MariaDbDialect();
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
