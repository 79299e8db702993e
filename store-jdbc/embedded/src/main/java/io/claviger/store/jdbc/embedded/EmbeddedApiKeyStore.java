package io.claviger.store.jdbc.embedded;

import io.claviger.model.InvalidValueException;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A store on an embedded H2 database that it opens and owns, in a file or in memory. It creates its
 * tables (see {@link Schema}), has a pool of 10 connections, and writes one change at a time. A
 * call that gets no connection within 3 seconds throws a {@link StoreException}. Thread-safe.
 */
public final class EmbeddedApiKeyStore extends JdbcApiKeyStore {
  private final EmbeddedDatabase database;

  private EmbeddedApiKeyStore(EmbeddedDatabase database) {
    super(database.dataSource(), true);
    this.database = database;
  }

  /**
   * Opens a database in one file, which is created if it is missing. Each change is in the file
   * when its call returns, so a killed process loses no change that was acknowledged. One store at
   * a time can have the file open.
   *
   * <p>H2 keeps pages of the file in memory: up to an eighth of the heap's limit for each store, at
   * least 16 megabytes, but no more than half of the heap. That is H2's own estimate, which is
   * high: a thousand keys are about two megabytes. The file remembers the number for other programs
   * that open it.
   *
   * @param file where to keep it; {@code .mv.db} is appended to the name unless it ends with it.
   *     The folder must exist
   * @throws InvalidValueException if the path has a semicolon, which H2 would read as the start of
   *     settings, has a backslash where that separates no folders, or names no file
   * @throws StoreException if the folder is missing or not writable, if the database is already
   *     open here or in another process, or if the file is not a database of H2
   */
  public static EmbeddedApiKeyStore open(Path file) {
    Objects.requireNonNull(file, "file");
    return open(() -> EmbeddedDatabase.inFile(file, FileCache.usual()));
  }

  /**
   * Does the same with another limit for these pages, for an application with many keys, or with
   * several files. A lookup that is not in memory reads and decodes pages of the file, which takes
   * several times as long.
   *
   * @param cacheBytes from a megabyte to half of the heap's limit
   * @throws InvalidValueException if it is another number, or for the path as there
   * @throws StoreException as there
   */
  public static EmbeddedApiKeyStore open(Path file, long cacheBytes) {
    Objects.requireNonNull(file, "file");
    FileCache cache = new FileCache(cacheBytes);
    return open(() -> EmbeddedDatabase.inFile(file, cache));
  }

  /**
   * Opens a database in memory, for tests. It is private to this store, and gone when the store is
   * closed.
   */
  public static EmbeddedApiKeyStore openInMemory() {
    return open(EmbeddedDatabase::inMemory);
  }

  /** Closes the database. May be called more than once. */
  @Override
  public void close() {
    database.close();
  }

  private static EmbeddedApiKeyStore open(Supplier<EmbeddedDatabase> opening) {
    // H2 would take an interrupt for the end of the wait, and drop the flag.
    boolean interrupted = Thread.interrupted();
    try {
      return checked(new EmbeddedApiKeyStore(opening.get()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static EmbeddedApiKeyStore checked(EmbeddedApiKeyStore store) {
    try {
      store.check();
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }
}
