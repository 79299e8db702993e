package io.claviger.store.jdbc;

import static java.util.stream.Collectors.toSet;

import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import io.claviger.store.jdbc.internal.doctor.Inspection;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.ApiKeyTable;
import io.claviger.store.jdbc.internal.table.ChangeWriter;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.table.SecretTable;
import io.claviger.store.jdbc.internal.table.UsageAddition;
import io.claviger.store.jdbc.internal.transaction.CommitFailed;
import io.claviger.store.jdbc.internal.transaction.ConflictRetries;
import io.claviger.store.jdbc.internal.transaction.Database;
import io.claviger.store.jdbc.internal.transaction.DatabaseException;
import io.claviger.store.jdbc.internal.transaction.Settlement;
import io.claviger.store.jdbc.internal.transaction.ValueWriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The store that begins and ends its transactions. */
final class JdbcStore extends StoreReads implements VerifierStore {
  private final Database database;
  private final Ticker ticker;
  private final ConflictRetries retries;
  private final ValueWriting valueWriting;

  /** Creates a store on these connections; the ticker bounds how long an outcome is looked for. */
  JdbcStore(DataSource dataSource, AutoCommit autoCommit, Ticker ticker) {
    this(Database.of(dataSource, isOn(autoCommit), false), ticker);
  }

  private JdbcStore(Database database, Ticker ticker) {
    this.database = database;
    this.ticker = ticker;
    this.retries = ConflictRetries.brief(ticker);
    this.valueWriting = new ValueWriting(database);
  }

  /** Creates a store whose changes are written one at a time. */
  static JdbcStore withOneWriter(DataSource dataSource, Ticker ticker) {
    return new JdbcStore(Database.of(dataSource, true, true), ticker);
  }

  private static boolean isOn(AutoCommit autoCommit) {
    return Objects.requireNonNull(autoCommit, "autoCommit") == AutoCommit.ON;
  }

  /** Throws a {@link StoreException} that names each problem and its remedy. */
  void check() {
    List<String> findings;
    try {
      findings = Inspection.findings(database);
    } catch (DatabaseException e) {
      throw e.toStoreException("check the database");
    }
    if (!findings.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the database cannot be used as it is: " + String.join("; ", findings),
          null);
    }
  }

  /**
   * Repeats a change that another transaction made fail, for example one that counted usage on
   * another node of a cluster. Returns false if the organization has changed since, or if the
   * attempts run out.
   */
  @Override
  public boolean commit(OrganizationChange change) {
    return commit(change, new Settlement(database, ticker, change));
  }

  private boolean commit(OrganizationChange change, Settlement settlement) {
    boolean creates = change.expected().isEmpty();
    try {
      return settlement.commit(retries);
    } catch (DatabaseException e) {
      if (e.kind() == ErrorKind.DUPLICATE || (e.kind() == ErrorKind.CONFLICT && !creates)) {
        return false;
      }
      throw e.toStoreException("change organization " + change.organization().id());
    }
  }

  /** Finds out whether the change was made whose COMMIT failed, and else makes it. */
  boolean commitAfter(CommitFailed lost, OrganizationChange change) {
    return commit(change, new Settlement(database, ticker, change).after(lost));
  }

  /**
   * Locks the organization for the work. If another transaction holds it for too long, the work
   * goes on without the lock. A store with one writer has no use for it, and would keep the others
   * waiting.
   */
  @Override
  public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
    if (database.hasOneWriter()) {
      return work.apply(this);
    }
    Supplier<T> outcome;
    try {
      outcome =
          database.write(
              (session, transaction) -> {
                boolean unused =
                    OrganizationTable.lock(session, transaction.dialect(), organization);
                return new LockedStore(this, session, transaction).run(work);
              });
    } catch (DatabaseException e) {
      if (!e.kind().isConflict()) {
        throw e.toStoreException("change organization " + organization);
      }
      outcome = () -> work.apply(this);
    } catch (CommitFailed e) {
      throw new IllegalStateException("the locked store settles a failed COMMIT itself", e);
    }
    return outcome.get();
  }

  private void awaitReplication(OrganizationId organization) {
    String what = "wait for the replication of organization " + organization;
    try {
      boolean unused =
          database.write(
              (session, transaction) -> {
                transaction.confirm();
                return true;
              });
    } catch (DatabaseException e) {
      throw e.toStoreException(what);
    } catch (CommitFailed e) {
      throw new DatabaseException(ErrorKind.UNREACHABLE, e.error()).toStoreException(what);
    }
  }

  /** Inserts new organizations in one transaction. If that fails, each is inserted alone. */
  @Override
  public Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
    Predicate<OrganizationChange> made = this::commit;
    try {
      if (changes.stream().allMatch(change -> change.expected().isEmpty())) {
        boolean unused =
            database.write(
                (session, transaction) -> {
                  ChangeWriter.writeNew(session, changes);
                  transaction.commit();
                  return true;
                });
        made = change -> true;
      }
    } catch (CommitFailed e) {
      made = change -> commitAfter(e, change);
    } catch (DatabaseException e) {
      // The commit of each one finds out whether it can be made.
    }
    return changes.stream().filter(made).map(each -> each.organization().id()).collect(toSet());
  }

  /** Borrows so many connections at once, and returns how many the pool has given. */
  private int probe(int wanted) {
    List<Session> borrowed = new ArrayList<>();
    try {
      while (borrowed.size() < wanted) {
        borrowed.add(database.open());
      }
    } catch (DatabaseException e) {
      // An interrupt says nothing about the pool.
      if (borrowed.isEmpty() || Thread.currentThread().isInterrupted()) {
        throw e.toStoreException("borrow " + wanted + " connections at once");
      }
    } finally {
      borrowed.forEach(Session::close);
    }
    return borrowed.size();
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    try {
      return valueWriting.storeIfAbsent(value);
    } catch (DatabaseException e) {
      throw e.toStoreException("store " + value.name());
    }
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    UsageAddition addition = new UsageAddition(batch);
    try {
      return retries.run(() -> write(addition));
    } catch (DatabaseException e) {
      throw e.toStoreException("add usage");
    }
  }

  /**
   * Writes rows of many organizations. If another transaction holds one of them, this one releases
   * all rows before the next attempt, so that other organizations do not wait. Returns false if the
   * outcome is unknown.
   */
  private boolean write(UsageAddition addition) throws DatabaseException {
    try {
      return database.write(
          TimeLimits.OF_USAGE,
          (session, transaction) -> {
            addition.write(session, transaction.dialect());
            transaction.commit();
            return true;
          });
    } catch (CommitFailed e) {
      return false;
    }
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions parts =
        StoreExtensions.none()
            .withEvents(this)
            .withUsage(this)
            .withVerifiers(this)
            .withOperator(new JdbcOperatorStore(database, retries))
            .withRevokedTokens(new JdbcRevokedTokens(database, ConflictRetries.patient(ticker)))
            .withChangeFeed(new JdbcChangeFeed(database, ticker))
            .withCapacity(this::probe);
    return database.hasOneWriter() ? parts : parts.withReplication(this::awaitReplication);
  }

  @Override
  public boolean replace(VerifierReplacement replacement) {
    String what = "replace verifiers of API key " + replacement.apiKey();
    try {
      return retries.run(() -> write(replacement));
    } catch (DatabaseException e) {
      throw e.toStoreException(what);
    }
  }

  private boolean write(VerifierReplacement replacement) throws DatabaseException {
    try {
      return database.write(
          (session, transaction) -> {
            // In one statement, MariaDB would take a concurrent replacement for a changed snapshot.
            boolean replaced =
                ApiKeyTable.has(session, replacement.organization(), replacement.apiKey())
                    && SecretTable.replace(session, replacement);
            if (replaced) {
              transaction.commit();
            }
            return replaced;
          });
    } catch (CommitFailed e) {
      throw new DatabaseException(ErrorKind.UNREACHABLE, e.error());
    }
  }

  @Override
  <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (DatabaseException e) {
      throw e.toStoreException(what);
    }
  }
}
