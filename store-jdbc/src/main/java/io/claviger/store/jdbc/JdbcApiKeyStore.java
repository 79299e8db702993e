package io.claviger.store.jdbc;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.EventQuery;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.Ticker;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierStore;
import io.claviger.store.jdbc.internal.EmbeddedDatabase;
import io.claviger.store.jdbc.internal.FileCache;
import io.claviger.store.jdbc.internal.JdbcStore;
import io.claviger.store.jdbc.internal.JoinedStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A store on a relational database: an embedded H2, or a host's H2 from 2.2.220 on, PostgreSQL from
 * 14 on, or MariaDB 11. Thread-safe.
 *
 * <p>Each call borrows one connection and gives it back as it was; a change is a transaction of its
 * own at READ COMMITTED, whatever the session says. Reads go by its isolation: READ UNCOMMITTED is
 * refused at the first use, and on MariaDB SERIALIZABLE with auto-commit off. The connections must
 * therefore not be those of a transaction of the host's; for that there is {@link
 * #within(Connection)}. A change waits at most 2 seconds for a lock and 3 seconds for a statement;
 * where this process stands still for 3 seconds in the middle of one, PostgreSQL and MariaDB end
 * it, so that a process that vanished holds no rows; how long a connection that hangs holds a call
 * is the driver's socket timeout.
 *
 * <p>Constructors do not touch the database. A host calls {@link #check} when it starts.
 *
 * <p>An H2 of the host's must have {@code ;OPTIMIZE_REUSE_RESULTS=FALSE} in its URL: H2 keeps the
 * last result of a query, and may give it once more after a change. Where H2 writes a file, it must
 * not have {@code WRITE_DELAY=0}: H2 has been seen to lose updates of concurrent writers with it.
 * Without it, what was acknowledged in the last half second is lost when the process is killed: a
 * file is safe with {@link #open(Path)} only. What this class opens by itself has the first, and
 * lets one change be written at a time. H2 2.5.252 loses the newest commits to a file when its
 * process is killed, so no file is opened with it here; H2 2.4.240 refuses changes of tables that
 * another connection has made. {@link #check} names both. In its modes Derby, MSSQLServer, Oracle
 * and STRICT, H2 refuses statements of the store.
 */
public final class JdbcApiKeyStore implements ApiKeyStore, AuditLog, AutoCloseable {
  private final JdbcStore store;
  private final Runnable closing;

  /**
   * On the host's database, whose tables {@link Schema} or the host has made, with connections that
   * come with auto-commit on. The host closes the data source; {@link #close} does nothing.
   */
  public JdbcApiKeyStore(DataSource dataSource) {
    this(dataSource, AutoCommit.ON);
  }

  /**
   * The same for a pool whose setting of auto-commit is {@code autoCommit}. A connection that comes
   * otherwise is refused, since it may be in a transaction of the host's.
   *
   * <p>Give the store the pool itself, not what hands out the connection of a running transaction,
   * as Spring's {@code TransactionAwareDataSourceProxy} does: the store refuses that connection, or
   * with auto-commit off ends the transaction. To take part there is {@link #within(Connection)}.
   */
  public JdbcApiKeyStore(DataSource dataSource, AutoCommit autoCommit) {
    this(new JdbcStore(dataSource, autoCommit, Ticker.system()), () -> {});
  }

  /**
   * As with a data source. SQL loggers of the host are not called, since they would see verifiers.
   * All but the pages of keys is plain JDBC: of jdbi's settings the query timeout holds for it.
   */
  public JdbcApiKeyStore(Jdbi jdbi) {
    this(jdbi, AutoCommit.ON);
  }

  /** The same for a pool whose setting of auto-commit is {@code autoCommit}. */
  public JdbcApiKeyStore(Jdbi jdbi, AutoCommit autoCommit) {
    this(new JdbcStore(jdbi, autoCommit, Ticker.system()), () -> {});
  }

  private JdbcApiKeyStore(JdbcStore store, Runnable closing) {
    this.store = store;
    this.closing = closing;
  }

  /**
   * An embedded database in one file, which is made if it is not there, with its tables: the store
   * owns it, so this is the explicit call that applies {@link Schema}. Each change is in the file
   * when its call returns: a killed process loses nothing that it was told of. One store at a time
   * can have it open. It has a pool of 8 connections; who waits for one in vain for 3 s is told by
   * a {@link StoreException}.
   *
   * <p>What H2 has read of the file it keeps in memory, by its own estimate, which is high, up to
   * an eighth of the heap's limit for each store, 16 megabytes at least, but no more than half of
   * it; a thousand keys are about two by that estimate. The file remembers the number for other
   * programs that open it.
   *
   * @param file where to keep it; {@code .mv.db} is appended to the name unless it ends with it.
   *     The folder must be there
   * @throws InvalidValueException if the path has a semicolon, which H2 would take for settings,
   *     has a backslash where that separates no folders, or names no file
   * @throws StoreException if the folder is missing or not writable, the database is open already,
   *     here or in another process, or the file is none of H2
   */
  public static JdbcApiKeyStore open(Path file) {
    return uninterrupted(() -> EmbeddedDatabase.inFile(file, FileCache.usual()));
  }

  /**
   * Like {@link #open(Path)}, with another limit for what H2 keeps in memory: for a host with many
   * keys, or with several files. A look-up of what is not kept reads and decodes pages of the file
   * anew, which takes several times as long.
   *
   * @param cacheBytes from a megabyte to half of the heap's limit
   * @throws InvalidValueException if it is another number, or for the path as there
   * @throws StoreException as there
   */
  public static JdbcApiKeyStore open(Path file, long cacheBytes) {
    FileCache cache = new FileCache(cacheBytes);
    return uninterrupted(() -> EmbeddedDatabase.inFile(file, cache));
  }

  private static JdbcApiKeyStore uninterrupted(Supplier<EmbeddedDatabase> opening) {
    // H2 would take an interrupt for the end of the wait, and drop the flag.
    boolean interrupted = Thread.interrupted();
    try {
      return on(opening.get());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * An embedded database in memory, for tests: private to this store, with its tables, and gone
   * when the store is closed.
   */
  public static JdbcApiKeyStore openInMemory() {
    return uninterrupted(EmbeddedDatabase::inMemory);
  }

  private static JdbcApiKeyStore on(EmbeddedDatabase database) {
    JdbcApiKeyStore store =
        new JdbcApiKeyStore(JdbcStore.on(database, Ticker.system()), database::close);
    try {
      store.check();
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  /**
   * Looks whether the database is fit to keep keys, which a host does once when it starts; the
   * embedded database was looked at when it was opened. Takes one connection, on PostgreSQL two (a
   * pool of one waits for the second in vain), and changes nothing.
   *
   * @throws StoreException that names each thing which is missing or dangerous, with its mend: the
   *     tables are missing, older or newer than this library, or damaged; its user lacks a right to
   *     a table; the database is read only; it takes ids or names that differ for equal (in case,
   *     or in blanks behind them); the encoding is not UTF8 (PostgreSQL); a pooler such as
   *     PgBouncer loses prepared statements, which is found with two connections; MariaDB keeps a
   *     binary log of statements, or its driver would repeat transactions ({@code
   *     transactionReplay}); it would lose acknowledged changes in a crash ({@code
   *     synchronous_commit} on PostgreSQL, {@code innodb_flush_log_at_trx_commit} on MariaDB); it
   *     has one of the settings of H2 that are named above; or the database cannot be reached
   */
  public void check() {
    store.check();
  }

  /**
   * The store within a transaction that the host has begun on this connection: what is changed
   * through it is committed or rolled back by the host, together with the host's own rows. The
   * library neither begins nor ends the transaction, waits for locks as long as the session says,
   * tries to commit once, and calls no {@code ChangeListener}: whoever must know is told by the
   * host after its commit. Usage is read as it is written, and requests are not counted. Make one
   * for each transaction, and use it in the thread of that:
   *
   * <pre>{@code
   * connection.setAutoCommit(false);
   * // the host's own statements
   * Claviger.builder(JdbcApiKeyStore.within(connection)).peppers(peppers).build()
   *     .actingAs(caller).create(organization, key);
   * connection.commit();
   * }</pre>
   *
   * <p>That {@code Claviger} knows nothing of the host's other one: give it the same peppers and
   * other options, or its keys get verifiers without a pepper and without those of a scheme. A
   * cache does not see these changes as its own either: after the commit, the host drops the
   * organization from it.
   *
   * <p>A change that lost against another one of the organization throws {@code Contention}: the
   * host rolls back and repeats its transaction. After any other error of the database, a deadlock
   * for one, the store that this returned refuses every further call, and the host must roll back
   * too: MariaDB has undone the host's rows by then.
   *
   * @throws StoreException if auto-commit is on, so that there is no transaction; if its isolation
   *     is not READ COMMITTED (set it with {@link Connection#setTransactionIsolation} before the
   *     transaction begins); or if the database is not supported
   */
  public static ApiKeyStore within(Connection connection) {
    return JoinedStore.in(connection);
  }

  /**
   * The same for a handle that is in a transaction, for example in {@code
   * jdbi.useTransaction(TransactionIsolationLevel.READ_COMMITTED, handle -> ...)}. SQL loggers of
   * the handle are not called, since they would see verifiers.
   */
  public static ApiKeyStore within(Handle handle) {
    return within(handle.getConnection());
  }

  /**
   * Puts new organizations with their first keys into the transaction that the host has begun on
   * this connection, all of them with a few statements: for many at once, as when they move here
   * from another store of this library. Keys of another system cannot be brought along: issue new
   * ones. Some thousand keys to a call are enough. By all rules of {@link #within(Connection)};
   * after any error the host must roll back.
   *
   * @throws InvalidValueException if one of the changes is not the creation of an organization
   * @throws StoreException also if an id or a public key is taken
   */
  public static void load(Connection connection, Collection<OrganizationChange> creations) {
    JoinedStore.in(connection).load(List.copyOf(creations));
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return store.findByPublicKey(publicKey);
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    return store.read(organization, keys);
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    return store.listKeys(query);
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    return store.revisions(ids);
  }

  @Override
  public boolean commit(OrganizationChange change) {
    return store.commit(change);
  }

  @Override
  public String remember(NamedValue value) {
    return store.remember(value);
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    return store.events(query);
  }

  @Override
  public Optional<UsageStore> usageStore() {
    return store.usageStore();
  }

  @Override
  public Optional<VerifierStore> verifierStore() {
    return store.verifierStore();
  }

  /** Closes an embedded database, and nothing of the host's. May be called more than once. */
  @Override
  public void close() {
    closing.run();
  }
}
