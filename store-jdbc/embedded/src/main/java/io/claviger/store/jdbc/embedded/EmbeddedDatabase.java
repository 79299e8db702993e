package io.claviger.store.jdbc.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.Schema;
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
import org.jspecify.annotations.Nullable;

/** An H2 database that a store has opened for itself, with its pool and its tables. */
final class EmbeddedDatabase implements AutoCloseable {
  /** Is enough for the defaults of the cache. */
  static final int CONNECTIONS = 10;

  private static final String SUFFIX = ".mv.db";

  private static final Set<String> NO_NAMES = Set.of("", ".", "..");

  /**
   * async: H2 closes the plain file for all threads when one is interrupted while it reads.
   * WRITE_DELAY=0: by default H2 writes commits up to half a second later. DB_CLOSE_ON_EXIT=FALSE:
   * the owner closes it; shutdown hooks of the application may use it until then.
   * TRACE_LEVEL_FILE=0: H2 would write errors to a file, with the values that they quote.
   * OPTIMIZE_REUSE_RESULTS=FALSE: H2 would return the last result of the same query again, after a
   * change that was committed while it ran.
   */
  private static final String FILE_SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=FALSE";

  /** Keeps the database until it is shut down, also without connections. */
  private static final String MEMORY_SETTINGS =
      ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=FALSE";

  /** Reports that the store is closed in the store's own words. */
  private static final class Pool extends HikariDataSource {
    Pool(HikariConfig config) {
      super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (isClosed()) {
        throw fault("the store is closed; open it again");
      }
      return super.getConnection();
    }
  }

  private final Pool pool;
  private final String url;
  private boolean closed;

  private EmbeddedDatabase(Pool pool, String url) {
    this.pool = pool;
    this.url = url;
  }

  /** Opens the database in this file. */
  static EmbeddedDatabase inFile(Path file, FileCache cache) {
    Path base = base(file);
    requireFolder(base);
    return open(url(base), base + SUFFIX, cache);
  }

  static String url(Path base) {
    return "jdbc:h2:async:" + base + FILE_SETTINGS;
  }

  /** Opens a database in memory, under a unique name. */
  static EmbeddedDatabase inMemory() {
    return open("jdbc:h2:mem:" + UUID.randomUUID() + MEMORY_SETTINGS, "in memory", null);
  }

  /** Returns the pool, which {@link #close} closes. */
  DataSource dataSource() {
    return pool;
  }

  /**
   * Closes the pool and shuts H2 down, since a running call may keep a connection when the pool
   * closes. One connection is held meanwhile, so that nobody else opens the database in between. A
   * second caller returns when the database is closed.
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
  private static EmbeddedDatabase open(String url, String where, @Nullable FileCache cache) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url);
    // H2 closes with its last connection, and explains best on a plain one why it cannot open.
    try (Connection first = h2.getConnection()) {
      requireNobodyElse(first, where);
      if (cache != null) {
        cache.applyTo(first);
      }
      EmbeddedDatabase database = new EmbeddedDatabase(new Pool(config(h2)), url);
      database.createTables();
      return database;
    } catch (SQLException e) {
      throw EmbeddedErrors.explain(e, where);
    }
  }

  /** Only the writers of one store take turns. */
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

  private void createTables() {
    try {
      Schema.migrate(pool);
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
    // The database is already open, so the pool need not try.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private static Path base(Path file) {
    String path = file.toAbsolutePath().normalize().toString();
    if (path.indexOf(';') >= 0) {
      throw invalid(path, "must not contain a semicolon; choose another name");
    }
    // The name of a folder would make a file beside that folder.
    Path name = file.getFileName();
    if (name == null || NO_NAMES.contains(withoutSuffix(name.toString()))) {
      throw invalid(file.toString(), "must end with the name of a file; append one");
    }
    if (File.separatorChar != '\\' && path.indexOf('\\') >= 0) {
      // H2 takes it for the end of a folder's name.
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
