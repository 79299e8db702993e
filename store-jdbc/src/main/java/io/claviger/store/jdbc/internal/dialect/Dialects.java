package io.claviger.store.jdbc.internal.dialect;

import io.claviger.model.StoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out which database a connection leads to. */
public final class Dialects {
  private static final Pattern REPLAYS =
      Pattern.compile("[?&]transactionReplay=(true|1)(&|$)", Pattern.CASE_INSENSITIVE);

  private Dialects() {}

  /** The last version before 9 that gets corrections; the ones below it lack what is used. */
  private static final int OLDEST_MAJOR = 8;

  private static final int OLDEST_MINOR = 4;

  /** Throws a {@link StoreException} for a database that is not supported. */
  public static Dialect of(Connection connection) throws SQLException {
    DatabaseMetaData described = connection.getMetaData();
    String product = described.getDatabaseProductName();
    return switch (product) {
      case "H2" -> new H2Dialect();
      case "PostgreSQL" -> new PostgresDialect();
      case "MariaDB" -> mariaDb(described.getURL());
      case "MySQL" -> mySql(described);
      default ->
          throw fault(
              product
                  + " is not supported; use H2 from 2.2.220 on, PostgreSQL from 14 on, or MariaDB"
                  + " 11 or MySQL 9 with its own driver");
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

  /**
   * MySQL's driver gives this name to a server of MariaDB too. Its URLs of the kind "replication"
   * lead to one of the kind "loadbalance".
   */
  private static Dialect mySql(DatabaseMetaData described) throws SQLException {
    if (String.valueOf(described.getURL()).startsWith("jdbc:mysql:loadbalance:")) {
      throw fault(
          "the driver would spread statements over several servers (loadbalance, replication), of"
              + " which some lag; use a URL that begins with jdbc:mysql://");
    }
    String version = described.getDatabaseProductVersion();
    int major = described.getDatabaseMajorVersion();
    if (version.contains("MariaDB") || !described.getDriverName().contains("MySQL")) {
      throw fault(
          "the driver of MySQL leads to MariaDB, or the other way round ("
              + (described.getDriverName() + ", server " + version)
              + "); use the server's own driver");
    }
    if (major < OLDEST_MAJOR
        || (major == OLDEST_MAJOR && described.getDatabaseMinorVersion() < OLDEST_MINOR)) {
      throw fault("MySQL " + version + " is too old; use MySQL 9, or 8.4, which is not tested");
    }
    return new MySqlDialect();
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
