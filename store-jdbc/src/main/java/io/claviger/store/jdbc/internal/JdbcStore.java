package io.claviger.store.jdbc.internal;

import io.claviger.model.StoreException;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.Ticker;
import io.claviger.spi.UsageCount;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import io.claviger.store.jdbc.AutoCommit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The store, on a database that somebody else opened. */
public final class JdbcStore extends Reads implements VerifierStore {
  /** How long a writer waits for those before it, where one writes at a time. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Settlement settlement;
  private final Retries retries;
  private final ValueWriting valueWriting;

  /**
   * Where connections come from, with auto-commit as declared, and what bounds the search for an
   * outcome.
   */
  public JdbcStore(DataSource dataSource, AutoCommit autoCommit, Ticker ticker) {
    this(Sessions.of(dataSource), autoCommit, Discarding.outOf(dataSource), ticker);
  }

  /** The same by way of the host's jdbi. */
  public JdbcStore(Jdbi jdbi, AutoCommit autoCommit, Ticker ticker) {
    this(Sessions.of(jdbi), autoCommit, Discarding.BY_ENDING, ticker);
  }

  private JdbcStore(
      Sessions sessions, AutoCommit autoCommit, Discarding discarding, Ticker ticker) {
    this(new Database(sessions, autoCommit, WriteTurns.unlimited(), discarding), ticker);
  }

  private JdbcStore(Database database, Ticker ticker) {
    this.database = database;
    this.settlement = new Settlement(database, ticker);
    this.retries = new Retries(ticker);
    this.valueWriting = new ValueWriting(database);
  }

  /** The store on an embedded database, whose writers take turns. */
  public static JdbcStore on(EmbeddedDatabase embedded, Ticker ticker) {
    WriteTurns turns = WriteTurns.oneAtATime(PATIENCE);
    BorrowedHandles handles = new BorrowedHandles();
    Sessions sessions = () -> Session.on(embedded.connection(), handles);
    Discarding discarding = Discarding.outOf(embedded.dataSource());
    return new JdbcStore(new Database(sessions, AutoCommit.ON, turns, discarding), ticker);
  }

  /** Throws a {@link StoreException} that says what is missing or dangerous, and its mend. */
  public void check() {
    List<String> findings = read("check the database", database::findings);
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
    boolean creates = change.expected().isEmpty();
    try {
      return new ChangeCommit(database, settlement, change).run(retries);
    } catch (Failure e) {
      if (e.trouble() == Trouble.TAKEN || (e.trouble() == Trouble.LOST_RACE && !creates)) {
        return false;
      }
      throw e.toStoreException("change organization " + change.organization().id());
    }
  }

  @Override
  public String remember(NamedValue value) {
    try {
      return valueWriting.remember(value);
    } catch (Failure e) {
      throw e.toStoreException("remember " + value.name());
    }
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    UsageAddition addition = new UsageAddition(batch);
    try {
      return retries.run(() -> write(addition));
    } catch (Failure e) {
      throw e.toStoreException("add usage");
    }
  }

  /**
   * Writes rows of many organizations. If another transaction holds one of them, this one releases
   * all before the next attempt, so that the other organizations do not wait. Returns false if the
   * outcome is unknown.
   */
  private boolean write(UsageAddition addition) throws Failure {
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
  public Optional<VerifierStore> verifierStore() {
    return Optional.of(this);
  }

  @Override
  public boolean exchange(VerifierExchange exchange) {
    String what = "exchange verifiers of API key " + exchange.apiKey();
    try {
      return retries.run(() -> write(exchange));
    } catch (Failure e) {
      throw e.toStoreException(what);
    }
  }

  private boolean write(VerifierExchange exchange) throws Failure {
    try {
      return database.write(
          (session, transaction) -> {
            // Apart: in one statement, MariaDB takes a rival's exchange for a changed snapshot.
            boolean exchanged =
                ApiKeyTable.has(session, exchange.organization(), exchange.apiKey())
                    && SecretTable.exchange(session, exchange);
            if (exchanged) {
              transaction.commit();
            }
            return exchanged;
          });
    } catch (CommitFailed e) {
      throw new Failure(Trouble.UNREACHABLE, e.error());
    }
  }

  @Override
  <T> T read(String what, Database.Reading<T> work) {
    try {
      return database.read(work);
    } catch (Failure e) {
      throw e.toStoreException(what);
    }
  }
}
