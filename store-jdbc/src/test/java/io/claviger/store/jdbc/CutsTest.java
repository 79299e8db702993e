package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.CutOperations.Operation;
import io.claviger.store.jdbc.CutOperations.Told;
import io.claviger.store.jdbc.databases.CuttingPool;
import io.claviger.store.jdbc.databases.CuttingPool.Cut;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.SkippingTicker;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each operation loses its connection before and after each statement and each COMMIT, once while
 * other connections can be had, and once while the database stays away.
 */
@Tag("databases")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CutsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private DataSource database;
  private JdbcStore healthy;
  private JdbcStore store;

  CutsTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(except = TestDatabase.POSTGRES_14)
  void theCallerIsToldTheTruth(TestDatabase kind) throws SQLException {
    DataSource fresh = servers.freshDatabase(kind);
    Schema.migrate(fresh);
    HikariConfig config = new HikariConfig();
    config.setDataSource(fresh);
    try (HikariDataSource uncut = new HikariDataSource(config);
        CuttingPool pool = new CuttingPool(fresh)) {
      database = uncut;
      healthy = new JdbcStore(uncut, AutoCommit.ON, new SkippingTicker());
      store = new JdbcStore(pool.dataSource(), AutoCommit.ON, new SkippingTicker());
      new CutOperations(store, samples).all().forEach(operation -> assertTruth(pool, operation));
    }
  }

  private void assertTruth(CuttingPool pool, Operation operation) {
    CutFixture uncut = fixture();
    List<String> before = uncut.describe();
    Told[] told = new Told[1];
    int steps = pool.count(() -> told[0] = operation.call(uncut));
    List<String> after = uncut.describe();
    assertEquals(Told.DONE, told[0], operation.name());
    assertEquals(operation.name().startsWith("read"), before.equals(after), operation.name());
    for (int step = 0; step < steps; step++) {
      for (CuttingPool.Moment moment : CuttingPool.Moment.values()) {
        for (boolean forGood : new boolean[] {false, true}) {
          CutFixture fixture = fixture();
          Cut cut = new Cut(step, moment, forGood);
          pool.cutting(cut, () -> told[0] = operation.call(fixture));
          String what = operation.name() + ", " + cut + ", " + told[0];
          assertTold(told[0], fixture.describe(), before, after, what);
          assertTrue(store.commit(samples.creation(samples.organization())), what);
        }
      }
    }
  }

  private static void assertTold(
      Told told, List<String> now, List<String> before, List<String> after, String what) {
    switch (told) {
      case DONE -> assertEquals(after, now, what);
      case NOT_DONE -> assertEquals(before, now, what);
      case UNKNOWN -> assertTrue(now.equals(before) || now.equals(after), () -> what + now);
      case PARTS -> {
        for (int i = 0; i < now.size(); i++) {
          assertTrue(List.of(before.get(i), after.get(i)).contains(now.get(i)), what + now);
        }
      }
    }
  }

  private CutFixture fixture() {
    return new CutFixture(healthy, database, samples);
  }
}
