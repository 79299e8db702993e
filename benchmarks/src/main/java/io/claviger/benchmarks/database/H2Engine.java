package io.claviger.benchmarks.database;

import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * H2 in this process, with one file for each database. The cache of H2 takes up to a quarter of the
 * heap.
 */
public final class H2Engine implements DatabaseEngine {
  static {
    // Without a logging library, slf4j prints a warning when the store opens its pool.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private final Path folder;
  private final List<JdbcApiKeyStore> stores = new CopyOnWriteArrayList<>();

  private H2Engine(Path folder) {
    this.folder = folder;
  }

  /** Creates an engine whose files are in a temporary folder. */
  public static H2Engine start() throws IOException {
    H2Engine engine = new H2Engine(Files.createTempDirectory("claviger-h2"));
    Runtime.getRuntime().addShutdownHook(new Thread(engine::abandon));
    return engine;
  }

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public DataSource create(String database) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:async:"
            + folder.resolve(database)
            + ";OPTIMIZE_REUSE_RESULTS=FALSE;DB_CLOSE_ON_EXIT=FALSE");
    return source;
  }

  @Override
  public String updateStatistics() {
    return "analyze";
  }

  @Override
  public JdbcApiKeyStore open(String database) {
    long cache = Runtime.getRuntime().maxMemory() / 4;
    JdbcApiKeyStore store = EmbeddedApiKeyStore.open(folder.resolve(database), cache);
    stores.add(store);
    return store;
  }

  @Override
  public boolean oneWriter() {
    return true;
  }

  @Override
  public Connection connect(String database) throws SQLException {
    return create(database).getConnection();
  }

  @Override
  public void close() {
    stores.forEach(JdbcApiKeyStore::close);
    try {
      remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes the files when the JVM exits. If the run has closed the engine, they are already gone.
   */
  private void abandon() {
    try {
      if (Files.exists(folder)) {
        stores.forEach(JdbcApiKeyStore::close);
        remove();
      }
    } catch (IOException e) {
      System.err.println(folder + " could not be removed: " + e);
    }
  }

  private void remove() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
