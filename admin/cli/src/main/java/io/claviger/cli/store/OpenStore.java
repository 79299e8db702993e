package io.claviger.cli.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.cli.error.CliException;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The store that the options name, and the connections to close after use. */
public final class OpenStore implements AutoCloseable {
  /** The check of PostgreSQL and a migration take two connections at a time. */
  private static final int CONNECTIONS = 2;

  /**
   * The connections of a store on a URL.
   *
   * @param first is opened before the pool and closed after it. Its exception names best why the
   *     database cannot be reached, and an H2 file is opened and closed once, by one thread
   */
  private record Connections(Connection first, HikariDataSource pool) {
    void close() {
      pool.close();
      try {
        first.close();
      } catch (SQLException e) {
        // Nothing is lost: each change was committed on another connection.
      }
    }
  }

  private final JdbcApiKeyStore store;
  private final Optional<Connections> connections;

  private OpenStore(JdbcApiKeyStore store, Optional<Connections> connections) {
    this.store = store;
    this.connections = connections;
  }

  /**
   * Opens a store that exists. An H2 file gets the tables of this release, like in every program
   * that opens it; a database stays as it is.
   *
   * @throws CliException if it cannot be reached
   */
  public static OpenStore existing(StoreLocation location) {
    if (location.h2().isPresent()) {
      Path file = location.h2().get();
      if (!Files.exists(file) && !Files.exists(databaseFile(file))) {
        throw CliException.store(
            "there is no file " + databaseFile(file) + "; 'migrate' makes a new one", null);
      }
      return embedded(file);
    }
    Connections connections = connect(location);
    return new OpenStore(new JdbcApiKeyStore(connections.pool), Optional.of(connections));
  }

  /** Opens a store, and makes or upgrades its tables. */
  public static OpenStore migrated(StoreLocation location) {
    if (location.h2().isPresent()) {
      protect(databaseFile(location.h2().get()));
      return embedded(location.h2().get());
    }
    OpenStore opened = existing(location);
    try {
      Schema.migrate(opened.connections.orElseThrow().pool);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Returns the store. */
  public JdbcApiKeyStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
    connections.ifPresent(Connections::close);
  }

  private static OpenStore embedded(Path file) {
    return new OpenStore(EmbeddedApiKeyStore.open(file), Optional.empty());
  }

  private static Path databaseFile(Path file) {
    return file.toString().endsWith(".mv.db") ? file : Path.of(file + ".mv.db");
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
      throw CliException.store("the file " + file + " cannot be made", e);
    }
  }

  private static Connections connect(StoreLocation location) {
    String url = location.url().orElseThrow();
    Properties login = login(location);
    Connection first = first(url, login);
    HikariConfig config = new HikariConfig();
    config.setPoolName("claviger");
    config.setJdbcUrl(url);
    config.setDataSourceProperties(login);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(10_000);
    return new Connections(first, new HikariDataSource(config));
  }

  private static Properties login(StoreLocation location) {
    Properties login = new Properties();
    location.user().ifPresent(user -> login.setProperty("user", user));
    location.passwordFile().ifPresent(file -> login.setProperty("password", firstLine(file)));
    return login;
  }

  private static String firstLine(Path file) {
    return TextFile.lines("--password-file", file).stream()
        .findFirst()
        .orElseThrow(() -> CliException.usage("the file " + file + " has no password"));
  }

  private static Connection first(String url, Properties login) {
    Driver driver;
    try {
      driver = DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw CliException.usage("--url must begin with jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:");
    }
    try {
      return Objects.requireNonNull(driver.connect(url, login), "connection");
    } catch (SQLException | RuntimeException e) {
      throw CliException.store("no connection to the database: " + e.getMessage(), e);
    }
  }
}
