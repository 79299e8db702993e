package io.claviger.store.jdbc.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database that the store opened for itself, with its pool and its tables. */
public final class EmbeddedDatabase implements AutoCloseable {
  static final int CONNECTIONS = 8;

  private static final String SUFFIX = ".mv.db";

  private static final Set<String> NO_NAMES = Set.of("", ".", "..");

  /**
   * async: the plain file is closed for everybody when one thread is interrupted while it reads.
   * WRITE_DELAY=0: by default what was committed is written up to half a second later.
   * DB_CLOSE_ON_EXIT=FALSE: the owner closes it; until then the host's shutdown hooks may use it.
   * TRACE_LEVEL_FILE=0: H2 would write errors beside the database, with the values they quote.
   * OPTIMIZE_REUSE_RESULTS=FALSE: H2 would give the last result of the same query once more, after
   * a change that was committed while it ran.
   */
  private static final String FILE_SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=FALSE";

  /**
   * Where it writes into space of the file that was used before, what was committed is not found.
   */
  static final String LOSES_COMMITS =
      "select 'it is a file of H2 ' || h2version() from (values (1))"
          + " where h2version() like '2.5.252%' and database_path() is not null";

  /** Lives without connections until it is shut down. */
  private static final String MEMORY_SETTINGS =
      ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=FALSE";

  /** What is set once, on the first connection, of a database that nobody else has open. */
  @FunctionalInterface
  private interface Setting {
    void make(Connection first) throws SQLException;
  }

  private final HikariDataSource pool;
  private final String url;
  private boolean closed;

  private EmbeddedDatabase(HikariDataSource pool, String url) {
    this.pool = pool;
    this.url = url;
  }

  /** In this file. */
  public static EmbeddedDatabase inFile(Path file, FileCache cache) {
    Path base = base(file);
    requireFolder(base);
    return open(url(base), base + SUFFIX, cache::giveTo);
  }

  static String url(Path base) {
    return "jdbc:h2:async:" + base + FILE_SETTINGS;
  }

  /** In memory, under a name that nobody else has. */
  public static EmbeddedDatabase inMemory() {
    return open("jdbc:h2:mem:" + UUID.randomUUID() + MEMORY_SETTINGS, "in memory", first -> {});
  }

  /** Its pool; closed by {@link #close}. */
  DataSource dataSource() {
    return pool;
  }

  Connection connection() throws SQLException {
    if (pool.isClosed()) {
      throw new StoreClosed();
    }
    return pool.getConnection();
  }

  /**
   * A call that is under way may leave a connection behind when the pool closes, so H2 itself is
   * shut down: on a connection that is held all the while, so that nobody else opens it in between.
   * Who closes it beside another returns when it is closed, too.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url + ";IFEXISTS=TRUE");
    try (Connection last = h2.getConnection();
        Statement statement = last.createStatement()) {
      pool.close();
      statement.execute("shutdown");
    } catch (SQLException e) {
      // It cannot be reached, or is shut down already.
    } finally {
      pool.close();
      closed = true;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @SuppressWarnings("try") // the first connection is only held
  private static EmbeddedDatabase open(String url, String where, Setting setting) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url);
    // H2 closes with its last connection, and says best by a plain one why it cannot be opened.
    try (Connection first = h2.getConnection()) {
      requireNobodyElse(first, where);
      requireKeepsCommits(first, where);
      setting.make(first);
      EmbeddedDatabase database = new EmbeddedDatabase(new HikariDataSource(config(h2)), url);
      database.createTables();
      return database;
    } catch (SQLException e) {
      throw EmbeddedErrors.explain(e, where);
    }
  }

  /** Writers take turns only within one store. */
  private static void requireNobodyElse(Connection first, String where) throws SQLException {
    try (Statement statement = first.createStatement();
        ResultSet sessions =
            statement.executeQuery("select count(*) from information_schema.sessions")) {
      sessions.next();
      if (sessions.getInt(1) > 1) {
        throw fault(
            "the database "
                + where
                + " is open in this process already; share that store, or close it first");
      }
    }
  }

  /** A host may bring another H2 than the one that comes with the store. */
  private static void requireKeepsCommits(Connection first, String where) throws SQLException {
    try (Statement statement = first.createStatement();
        ResultSet losing = statement.executeQuery(LOSES_COMMITS)) {
      if (losing.next()) {
        throw fault(
            "the database "
                + where
                + " would lose its newest changes when the process is killed, since "
                + losing.getString(1)
                + "; use H2 2.3.232");
      }
    }
  }

  private void createTables() {
    try {
      new Migration(pool).run();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static HikariConfig config(DataSource h2) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("claviger");
    config.setDataSource(h2);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(3_000);
    config.setMaxLifetime(0);
    // It has been opened already; the pool would say the same in another way.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private static Path base(Path file) {
    String path = file.toAbsolutePath().normalize().toString();
    if (path.indexOf(';') >= 0) {
      throw invalid(path, "must not contain a semicolon; choose another name");
    }
    // Of the folder where it runs, or of one above, it would be a file beside that.
    Path name = file.getFileName();
    if (name == null || NO_NAMES.contains(withoutSuffix(name.toString()))) {
      throw invalid(file.toString(), "must end with the name of a file; append one");
    }
    if (File.separatorChar != '\\' && path.indexOf('\\') >= 0) {
      // Which H2 takes for the end of a folder's name.
      throw invalid(path, "must not contain a backslash; choose another name");
    }
    return Path.of(withoutSuffix(path));
  }

  private static String withoutSuffix(String path) {
    return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
  }

  private static InvalidValueException invalid(String path, String rule) {
    return InvalidValueException.of(ErrorCode.INVALID_VALUE, "database file", path, rule);
  }

  private static void requireFolder(Path base) {
    Path folder = base.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw fault("the folder " + folder + " for the database does not exist; create it");
    }
    if (!Files.isWritable(folder)) {
      throw fault("the folder " + folder + " for the database is not writable; change its rights");
    }
  }

  private static StoreException fault(String message) {
    return new StoreException(StoreException.Kind.FAULT, message, null);
  }
}
