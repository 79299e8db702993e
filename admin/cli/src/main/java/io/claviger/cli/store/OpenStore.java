package io.claviger.cli.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The store of a command, in an H2 file or in a database with a JDBC URL, and the connections to
 * close after use. Methods throw a {@link StoreException} if it cannot be opened; the message has
 * neither the URL nor the password.
 */
public final class OpenStore implements AutoCloseable {
  /** The check of PostgreSQL and a migration take two connections at a time. */
  private static final int CONNECTIONS = 2;

  private final JdbcApiKeyStore store;
  private final Optional<HikariDataSource> pool;
  private final Optional<Connection> first;

  private OpenStore(
      JdbcApiKeyStore store, Optional<HikariDataSource> pool, Optional<Connection> first) {
    this.store = store;
    this.pool = pool;
    this.first = first;
  }

  /**
   * Opens an H2 file, which gets the tables of this release. A new file can be read by its owner
   * only.
   */
  public static OpenStore inFile(Path file) {
    protect(databaseFile(file));
    return new OpenStore(EmbeddedApiKeyStore.open(file), Optional.empty(), Optional.empty());
  }

  /** Returns the file that H2 uses for this name. */
  public static Path databaseFile(Path file) {
    return file.toString().endsWith(".mv.db") ? file : Path.of(file + ".mv.db");
  }

  /**
   * Opens a database as it is, with a small pool.
   *
   * @param login the user and the password, unless the driver finds them
   */
  public static OpenStore existing(String url, Properties login) {
    return open(url, login, false);
  }

  /** Opens a database with a small pool, after it has got the tables of this release. */
  public static OpenStore migrated(String url, Properties login) {
    return open(url, login, true);
  }

  /** Returns the store. */
  public JdbcApiKeyStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
    pool.ifPresent(HikariDataSource::close);
    first.ifPresent(OpenStore::closeQuietly);
  }

  private static OpenStore open(String url, Properties login, boolean migrates) {
    Optional<Connection> first = kept(connect(url, login), url);
    HikariDataSource pool = new HikariDataSource(small(url, login));
    OpenStore opened = new OpenStore(new JdbcApiKeyStore(pool), Optional.of(pool), first);
    try {
      if (migrates) {
        Schema.migrate(pool);
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Opens one plain connection before the pool, because its exception names the cause best, and
   * because the pool would write the failure to the log as well.
   */
  private static Connection connect(String url, Properties login) {
    try {
      return Objects.requireNonNull(
          DriverManager.getDriver(url).connect(url, login), "connection of the driver");
    } catch (SQLException | RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, "no connection to the database: " + e.getMessage(), e);
    }
  }

  /** H2 closes a file with its last connection, so this one stays open for as long as the pool. */
  private static Optional<Connection> kept(Connection first, String url) {
    if (url.startsWith("jdbc:h2:")) {
      return Optional.of(first);
    }
    closeQuietly(first);
    return Optional.empty();
  }

  private static HikariConfig small(String url, Properties login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("claviger");
    config.setJdbcUrl(url);
    config.setDataSourceProperties(login);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(10_000);
    return config;
  }

  private static void closeQuietly(Connection first) {
    try {
      first.close();
    } catch (SQLException e) {
      // Nothing is lost: each change was committed on another connection.
    }
  }

  /** Makes a new file that only its owner can read, before H2 uses it. */
  private static void protect(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException usual) {
      // It keeps its rights.
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.FAULT, "the file " + file + " cannot be made", e);
    }
  }
}
