package io.claviger.store.jdbc.leaks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.tck.SettableClock;
import io.claviger.store.tck.SettableExecutor;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Slf4JSqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * A host that logs what it can: a pool on a database, jdbi with its logger of statements, the store
 * with a cache round it. Looks at every value that it sees, and remembers every secret.
 */
final class Host {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final Prints prints = new Prints();
  private final Secrets secrets = new Secrets();
  private final Secrets verifiers = new Secrets();
  private final RememberingRandom random = new RememberingRandom();
  private final List<IssuedApiKey> issued = Collections.synchronizedList(new ArrayList<>());
  private final SettableClock clock = new SettableClock(START);
  private final SettableExecutor background = new SettableExecutor();
  private final HikariDataSource pool;
  private final JdbcApiKeyStore store;
  private final CachingApiKeyStore cache;

  Host(Sabotage sabotage) {
    pool = new HikariDataSource(config(sabotage));
    Schema.migrate(pool);
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.getConfig(SqlStatements.class).setSqlLogger(new Slf4JSqlLogger());
    store = new JdbcApiKeyStore(jdbi);
    cache =
        CachingApiKeyStore.builder(new Overheard(store, prints, verifiers))
            .clock(clock)
            .background(background)
            .build();
  }

  /** The library over the cache. */
  Claviger library(UnaryOperator<Claviger.Builder> options) {
    Claviger.Builder builder = Claviger.builder(cache);
    builder.clock(clock).random(random).background(background);
    return prints.look(prints.look(options.apply(builder)).build());
  }

  /** 32 bytes that nobody else may see. */
  byte[] newPepper() {
    byte[] pepper = new byte[32];
    new SecureRandom().nextBytes(pepper);
    secrets.add("a pepper", pepper);
    return pepper;
  }

  /** Somebody got this key. */
  IssuedApiKey remember(IssuedApiKey key) {
    issued.add(key);
    return prints.look(key);
  }

  List<IssuedApiKey> issued() {
    return List.copyOf(issued);
  }

  Caller caller() {
    return prints.look(Caller.application("leaks"));
  }

  /** Lets time pass, so that use is written, verifiers are exchanged and the cache is refreshed. */
  void advance(Duration by) {
    clock.advance(by);
    prints.lookAt(
        () -> {
          background.runAll();
          background.advance(by);
          return cache.metrics();
        });
  }

  Instant now() {
    return clock.instant();
  }

  SettableClock clock() {
    return clock;
  }

  JdbcApiKeyStore store() {
    return store;
  }

  Prints prints() {
    return prints;
  }

  /** Peppers, and every private key that there is or might have been. */
  Secrets secrets() {
    random.tellTo(secrets);
    return secrets;
  }

  /** Those that went to the store. */
  Secrets verifiers() {
    return verifiers;
  }

  /** For a transaction of the host's own. */
  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** From now on there is no database. */
  void closePool() {
    pool.close();
  }

  void close() {
    prints.look(List.of(cache, store, pool));
    cache.close();
    store.close();
    pool.close();
  }

  private static HikariConfig config(Sabotage sabotage) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("host");
    config.setDataSource(sabotage.connections());
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(0);
    config.setExceptionOverride(new EvictingWhatH2Closed());
    return config;
  }

  /** HikariCP does not know how H2 says that a connection is broken. */
  private static final class EvictingWhatH2Closed implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException e) {
      String state = e.getSQLState();
      return state != null && state.startsWith("90")
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }
}
