package io.claviger.store.jdbc;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A store on a relational database of the application's: PostgreSQL from 14 on, MariaDB 11, MySQL
 * 9, or H2 from 2.2.220 on. Thread-safe.
 *
 * <p>Each call borrows one connection and returns it as it was. A change is a separate transaction
 * at READ COMMITTED, whatever the session says. Reads use the isolation of the session: the first
 * use refuses READ UNCOMMITTED, and on MariaDB and MySQL SERIALIZABLE with auto-commit off. The
 * connections must not be those of a transaction of the application's; for that there is {@link
 * #within(Connection)}.
 *
 * <p>A change waits at most 2 seconds for a lock and 3 seconds for a statement. If this process
 * stops for 3 seconds in the middle of a change, PostgreSQL, MariaDB and MySQL end it, so that a
 * process that vanished does not hold rows. The driver's socket timeout bounds how long a hanging
 * connection can hold a call.
 *
 * <p>Constructors do not touch the database. Call {@link #check} when the application starts.
 *
 * <p>An H2 of the application's needs {@code ;OPTIMIZE_REUSE_RESULTS=FALSE} in its URL: H2 keeps
 * the last result of a query, and may return it again after a change. An H2 file must not have
 * {@code WRITE_DELAY=0}, with which H2 has lost updates of concurrent writers. Without it, a killed
 * process loses the changes that were acknowledged in the last half second. Only the embedded store
 * of the module {@code io.claviger.store.jdbc.embedded} keeps a file safe: it sets {@code
 * WRITE_DELAY=0} and lets one change be written at a time. H2 2.5.252 loses the newest commits to a
 * file when its process is killed. H2 2.4 takes a check of a table for violated that has IN or OR,
 * once the connection has closed that altered the table; those of the schema have neither. In its
 * modes Derby, MSSQLServer, Oracle and STRICT, H2 refuses statements of the store. {@link #check}
 * reports all of these.
 */
public class JdbcApiKeyStore extends ForwardingApiKeyStore implements AuditLog, AutoCloseable {
  private final JdbcStore store;

  /**
   * Creates a store on a database whose tables {@link Schema} or the application has made, with
   * connections that come with auto-commit on. The application closes the data source; {@link
   * #close} does nothing.
   */
  public JdbcApiKeyStore(DataSource dataSource) {
    this(dataSource, AutoCommit.ON);
  }

  /**
   * Creates a store on a pool whose setting of auto-commit is {@code autoCommit}. The store refuses
   * connections with another setting, since they may be in a transaction of the application's.
   *
   * <p>Pass the pool itself, not a data source that returns the connection of a running
   * transaction, like Spring's {@code TransactionAwareDataSourceProxy}. The store refuses such a
   * connection, or with auto-commit off ends its transaction. To take part in a transaction, use
   * {@link #within(Connection)}.
   */
  public JdbcApiKeyStore(DataSource dataSource, AutoCommit autoCommit) {
    this(
        new JdbcStore(
            Objects.requireNonNull(dataSource, "dataSource"), autoCommit, Ticker.system()));
  }

  /**
   * Creates a store for a subclass that owns its database. If {@code oneWriter}, changes are
   * written one at a time, for a database that loses updates of concurrent writers.
   */
  protected JdbcApiKeyStore(DataSource dataSource, boolean oneWriter) {
    this(
        oneWriter
            ? JdbcStore.withOneWriter(dataSource, Ticker.system())
            : new JdbcStore(dataSource, AutoCommit.ON, Ticker.system()));
  }

  private JdbcApiKeyStore(JdbcStore store) {
    super(store);
    this.store = store;
  }

  /**
   * Checks whether the database is fit to keep keys. Call it once when the application starts. It
   * takes one connection, on PostgreSQL two (if a pool of one has no second, that part of the check
   * is left out), and changes nothing.
   *
   * @throws StoreException if something is wrong; the message names each problem and its remedy:
   *     <ul>
   *       <li>the tables are missing, older or newer than this library, or damaged
   *       <li>the database user lacks a right to a table, or the database is read only
   *       <li>the database takes different ids or names for equal (in case, or in blanks at the
   *           end)
   *       <li>the encoding is not UTF8 (PostgreSQL)
   *       <li>a pooler such as PgBouncer loses prepared statements, or refuses transactions
   *       <li>MariaDB keeps a binary log of statements, or its driver would repeat transactions
   *           ({@code transactionReplay})
   *       <li>a crash would lose acknowledged changes ({@code synchronous_commit} on PostgreSQL,
   *           {@code innodb_flush_log_at_trx_commit} on MariaDB and MySQL, {@code sync_binlog} on
   *           MySQL)
   *       <li>a failover would lose acknowledged changes: PostgreSQL has standbys, and {@code
   *           synchronous_standby_names} is empty. To accept that, set {@code synchronous_commit}
   *           to {@code local}
   *       <li>MariaDB is a node of a Galera cluster, and reads do not wait for the changes of the
   *           other nodes ({@code wsrep_sync_wait}), the node would answer alone while it is cut
   *           off ({@code wsrep_dirty_reads}, {@code pc.ignore_sb}, {@code pc.ignore_quorum}), or
   *           its changes reach no other node ({@code wsrep_on})
   *       <li>MySQL is a member of a group that has several primaries, whose new primary would
   *           answer before it has all changes ({@code group_replication_consistency}), or which
   *           would answer alone after it has left the group or lost the others ({@code
   *           group_replication_exit_state_action}, {@code
   *           group_replication_unreachable_majority_timeout})
   *       <li>a server was reached with the driver of another one, or is too old (MySQL)
   *       <li>it has one of the settings of H2 that are named above
   *       <li>the database cannot be reached
   *     </ul>
   */
  public final void check() {
    store.check();
  }

  /**
   * Returns the store within a transaction that the application has begun on this connection. The
   * application commits or rolls back these changes together with its own rows. The store neither
   * begins nor ends the transaction. A change first locks its organization. It waits for that up to
   * 2 seconds, or less if the session says so. It is tried once. Usage can be read, but requests
   * are not counted. Create one store for each transaction, and use it in the thread of that
   * transaction:
   *
   * <pre>{@code
   * connection.setAutoCommit(false);
   * // the application's own statements
   * ClavigerTransaction transaction = claviger.within(JdbcApiKeyStore.within(connection));
   * transaction.actingAs(caller).create(organization, key);
   * connection.commit();
   * transaction.afterCommit(); // calls the listener, and evicts the organization from a cache
   * }</pre>
   *
   * <p>Use {@link io.claviger.Claviger#within} as above. A second {@code Claviger} on this store
   * would need all options of the first again: without the peppers, its keys get weaker verifiers.
   *
   * <p>After an error of the database, for example a lock that took too long, the returned store
   * refuses every further call. Roll back, and repeat the transaction if the {@link StoreException}
   * is {@code UNREACHABLE}.
   *
   * @throws StoreException if auto-commit is on, so that there is no transaction; if its isolation
   *     is not READ COMMITTED (set it with {@link Connection#setTransactionIsolation} before the
   *     transaction begins); or if the database is not supported
   */
  public static ApiKeyStore within(Connection connection) {
    Objects.requireNonNull(connection, "connection");
    return JoinedStore.in(connection);
  }

  /**
   * Inserts new organizations with their first keys in the transaction that the application has
   * begun on this connection, all of them with a few statements. This is for moving many
   * organizations from another store of this library; keys of another system cannot be inserted. A
   * few thousand keys in a call are enough. The rules of {@link #within(Connection)} apply; after
   * any error, roll back.
   *
   * @throws InvalidValueException if one of the changes does not create its organization
   * @throws StoreException also if an id or a public key is taken
   */
  public static void load(Connection connection, Collection<OrganizationChange> creations) {
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(creations, "creations");
    JoinedStore.in(connection).load(List.copyOf(creations));
  }

  @Override
  public Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
    return store.commitAll(changes);
  }

  /** Returns true: a subclass that answers lookups from elsewhere returns false. */
  @Override
  protected boolean hasDirectLookups() {
    return true;
  }

  @Override
  public final List<AuditEvent> events(EventQuery query) {
    Objects.requireNonNull(query, "query");
    return store.events(query);
  }

  /** Does nothing: the application closes the data source of the constructor. */
  @Override
  public void close() {}
}
