package io.claviger.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Changes keys, and uses and revokes them on two nodes with a cache, while the servers of a
 * database fail. The pools have the settings of docs/failover.md.
 */
final class LoadDuringFailover implements AutoCloseable {
  /** A failure of one server, after which another one takes its place. */
  interface Failure {
    /** Lets the server fail, and waits until another one has taken its place. */
    void begin() throws Exception;

    /** Starts the failed server again, and waits until it follows the others. */
    void end() throws Exception;
  }

  /** How many changes and revocations show that a database works. */
  static final int FEW = 10;

  private static final Duration MAX_STALENESS = Duration.ofSeconds(2);

  private final Consumer<HikariConfig> database;
  private final List<HikariDataSource> pools = new ArrayList<>();
  private final ApiKeyStore store;
  private final OrganizationId organization;
  private final List<CachedNode> nodes;

  /** Creates the tables and an organization in the database that the consumer sets. */
  LoadDuringFailover(Consumer<HikariConfig> database) {
    this.database = database;
    HikariDataSource pool = pool();
    Schema.migrate(pool);
    store = new JdbcApiKeyStore(pool);
    organization =
        Claviger.of(store)
            .actingAs(Caller.application("test"))
            .createOrganization(NewOrganization.named("Acme"))
            .organization()
            .id();
    nodes = List.of(node(), node());
  }

  /** Returns the pool with which the tables were made. */
  DataSource dataSource() {
    return pools.get(0);
  }

  /** Returns a history of changes that is empty yet. */
  ChangeHistory changes() {
    return new ChangeHistory(store);
  }

  /** Fails if an acknowledged change is lost, or a revoked key is accepted after the bound. */
  void assertKeptDuring(Failure failure) throws Exception {
    ChangeHistory history = changes();
    TimedRevocations revocations = new TimedRevocations(nodes, organization, MAX_STALENESS);
    history.during(
        () ->
            revocations.during(
                () -> {
                  awaitSome(history, revocations);
                  failure.begin();
                  awaitSome(history, revocations);
                  failure.end();
                  awaitSome(history, revocations);
                }));
    history.assertKept();
  }

  private static void awaitSome(ChangeHistory history, TimedRevocations revocations) {
    history.awaitChanges(FEW);
    revocations.await(FEW);
  }

  private CachedNode node() {
    return new CachedNode(
        CachingApiKeyStore.builder(new JdbcApiKeyStore(pool()))
            .maxStaleness(MAX_STALENESS)
            .build());
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    database.accept(config);
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  @Override
  public void close() {
    nodes.forEach(CachedNode::close);
    pools.forEach(HikariDataSource::close);
  }
}
