package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.admin.EventVerification;
import io.claviger.admin.Operator;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationId;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events with MACs of an earlier version of the library are read, and their MACs are right. */
final class StoredEventsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final OrganizationId CHAINED = new OrganizationId("chained");
  private static final OrganizationId GONE = new OrganizationId("gone");

  private final Servers servers;

  StoredEventsTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void eachTypeIsReadAndItsMacIsRight(TestDatabase database) throws Exception {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    StoredKeys.load(dataSource, "V7.sql");
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    try (Claviger claviger = Claviger.builder(store).peppers(peppers()).build()) {
      Operator operator = Operator.of(claviger, "operator");
      assertEquals(right(24, Optional.of(1L)), operator.verifyEvents(CHAINED));
      assertEquals(right(3, Optional.empty()), operator.verifyEvents(GONE));
    }
    Set<EventType> types =
        Stream.of(CHAINED, GONE)
            .flatMap(organization -> store.events(EventQuery.newest(organization, 100)).stream())
            .map(AuditEvent::type)
            .collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(EventType.class), types);
  }

  private static EventVerification right(int events, Optional<Long> coveredSince) {
    return new EventVerification(events, 0, 0, false, coveredSince, Optional.empty());
  }

  private static Peppers peppers() {
    return Peppers.of(2, bytesFrom(100)).alsoVerifying(1, bytesFrom(0));
  }

  private static byte[] bytesFrom(int first) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
