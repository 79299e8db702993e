package io.claviger.benchmarks.database;

import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 in this process, with a file for each name. */
public final class H2Site implements Site {
  static {
    // The store's pool would say that nobody takes its logs.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private final Path folder;
  private final List<JdbcApiKeyStore> stores = new ArrayList<>();

  private H2Site(Path folder) {
    this.folder = folder;
  }

  /** In a temporary folder of its own. */
  public static H2Site start() throws IOException {
    return new H2Site(Files.createTempDirectory("claviger-h2"));
  }

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public DataSource create(String database) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:async:" + folder.resolve(database) + ";OPTIMIZE_REUSE_RESULTS=FALSE");
    return source;
  }

  @Override
  public String tidying() {
    return "analyze";
  }

  @Override
  public JdbcApiKeyStore open(String database) {
    JdbcApiKeyStore store = JdbcApiKeyStore.open(folder.resolve(database));
    stores.add(store);
    return store;
  }

  @Override
  public void close() {
    stores.forEach(JdbcApiKeyStore::close);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
