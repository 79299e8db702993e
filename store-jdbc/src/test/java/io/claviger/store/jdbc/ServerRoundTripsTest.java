package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.claviger.model.ApiKey;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.RoundTripCounter;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Counts on the wire how often a call waits for the network. */
final class ServerRoundTripsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private RoundTripCounter counter;
  private Connection connection;

  ServerRoundTripsTest(Servers servers) {
    this.servers = servers;
  }

  @AfterEach
  void close() throws SQLException {
    if (connection != null) {
      connection.close();
      counter.close();
    }
  }

  @EachDatabase(except = TestDatabase.H2)
  void readsTakeNoMoreThanTheirStatements(TestDatabase database) throws Exception {
    JdbcStore store = open(database, AutoCommit.ON);

    assertTrue(store.findByPublicKey(key.key().publicKey()).isPresent());
    assertEquals(1, counter.drain(), "lookup");
    store.listKeys(KeyQuery.all(organization.id(), PageQuery.first(10)));
    assertEquals(1, counter.drain(), "page");
    store.revisions(Set.of(organization.id()));
    assertEquals(1, counter.drain(), "revisions");
    EventQuery newest = EventQuery.newest(organization.id(), 10);
    EventId last = store.events(newest).get(0).id();
    assertEquals(1, counter.drain(), "events");
    store.events(newest.withBefore(last));
    assertEquals(2, counter.drain(), "older events");
    store.read(organization.id(), Set.of(key.key().id()));
    assertEquals(2, counter.drain(), "facts");
  }

  @EachDatabase(except = TestDatabase.H2)
  void readsEndTheirTransactionWhereAutoCommitIsOff(TestDatabase database) throws Exception {
    JdbcStore store = open(database, AutoCommit.OFF);

    assertTrue(store.findByPublicKey(key.key().publicKey()).isPresent());
    // MySQL's driver sends the rollback before a read too, although no transaction is open.
    int rollbacks = database == TestDatabase.MYSQL ? 2 : 1;
    assertEquals(1 + rollbacks, counter.drain(), "lookup and rollback");
  }

  /** There are three statements and the commit; beginning differs between databases. */
  @EachDatabase(except = TestDatabase.H2)
  void aChangeTakesItsStatementsAndAFewMore(TestDatabase database) throws Exception {
    JdbcStore store = open(database, AutoCommit.ON);
    List<ApiKey> updated = List.of(key.key());
    KeyChanges changes = new KeyChanges(List.of(), updated, Map.of(), Set.of());

    assertTrue(store.commit(samples.update(organization, changes)));

    int besides = database.isMariaDbOrMySql() ? 5 : 1;
    assertEquals(4 + besides, counter.drain());
  }

  /** Each statement writes many rows. */
  @EachDatabase(except = TestDatabase.H2)
  void manyKeysAreWrittenTogether(TestDatabase database) throws Exception {
    JdbcStore store = open(database, AutoCommit.ON);
    int keys = 100;
    List<StoredApiKey> created =
        Stream.generate(() -> samples.key(organization.id())).limit(keys).toList();

    KeyChanges changes = new KeyChanges(created, List.of(), Map.of(), Set.of());
    assertTrue(store.commit(samples.update(organization, changes)));

    int waits = counter.drain();
    assertTrue(waits <= 30, "waited " + waits + " times");
  }

  /**
   * Two rows for each key; a driver may hear the first answers before it has sent the last. MariaDB
   * gets no batch, and MySQL's driver sends the statements of one one by one.
   */
  @EachDatabase(except = TestDatabase.H2)
  void usageIsAddedInOneBatch(TestDatabase database) throws Exception {
    JdbcStore store = open(database, AutoCommit.ON);
    List<StoredApiKey> created =
        Stream.generate(() -> samples.key(organization.id())).limit(UsageCount.MAX_BATCH).toList();
    KeyChanges changes = new KeyChanges(created, List.of(), Map.of(), Set.of());
    assertTrue(store.commit(samples.update(organization, changes)));
    counter.drain();

    assertTrue(
        store.add(created.stream().map(each -> samples.use(each, samples.instant())).toList()));

    int waits = counter.drain();
    int most = UsageCount.MAX_BATCH;
    assertTrue(
        waits <= (database.isMariaDbOrMySql() ? 2 * most + 10 : most / 2),
        "waited " + waits + " times");
    store.usage(organization.id(), Set.of(key.key().id()));
    assertEquals(1, counter.drain(), "usage");
  }

  @EachDatabase(except = TestDatabase.H2)
  void aReplacementTakesTwoStatements(TestDatabase database) throws Exception {
    JdbcStore store = open(database, AutoCommit.ON);

    assertTrue(store.replace(samples.replacement(key)));

    int besides = database.isMariaDbOrMySql() ? 5 : 1;
    assertEquals(3 + besides, counter.drain());
  }

  /** Opens a store that has already asked its first questions. */
  private JdbcStore open(TestDatabase database, AutoCommit autoCommit) throws Exception {
    DataSource direct = servers.freshDatabase(database);
    Schema.migrate(direct);
    connection = throughCounter(direct).getConnection();
    connection.setAutoCommit(autoCommit == AutoCommit.ON);
    JdbcStore store = new JdbcStore(always(connection), autoCommit, Ticker.system());
    assertTrue(store.commit(samples.creation(organization, key)));
    counter.drain();
    return store;
  }

  private DataSource throughCounter(DataSource direct) throws IOException, SQLException {
    if (direct instanceof PGSimpleDataSource postgres) {
      counter = new RoundTripCounter(postgres.getPortNumbers()[0]);
      postgres.setPortNumbers(new int[] {counter.port()});
    } else if (direct instanceof MariaDbDataSource mariaDb) {
      String url = mariaDb.getUrl();
      String port = url.replaceFirst(".*:(\\d+)/.*", "$1");
      counter = new RoundTripCounter(Integer.parseInt(port));
      mariaDb.setUrl(url.replace(port, Integer.toString(counter.port())));
    }
    if (direct instanceof MysqlDataSource mysql) {
      String url = mysql.getUrl();
      String port = url.replaceFirst(".*:(\\d+)/.*", "$1");
      counter = new RoundTripCounter(Integer.parseInt(port));
      mysql.setUrl(url.replace(port, Integer.toString(counter.port())));
    }
    return direct;
  }

  /** A pool of one connection, which it never checks. */
  private static DataSource always(Connection connection) {
    Connection unclosed =
        JdbcProxies.wrap(
            Connection.class,
            connection,
            (method, arguments, call) -> method.equals("close") ? null : call.proceed());
    return JdbcProxies.wrap(
        DataSource.class,
        new PGSimpleDataSource(),
        (method, arguments, call) -> method.equals("getConnection") ? unclosed : call.proceed());
  }
}
