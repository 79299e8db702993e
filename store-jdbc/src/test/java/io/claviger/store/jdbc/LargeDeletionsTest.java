package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.Organization;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each whitelist entry and each role has a row that goes with its key, and a statement has a time
 * limit. So no statement deletes more rows than those of 20 keys.
 */
final class LargeDeletionsTest {
  private static final int KEYS = 20;

  /** The default limit. */
  private static final int ENTRIES = 200;

  private final MemoryDatabase database = MemoryDatabase.create();
  private final List<Integer> left = new ArrayList<>();
  private final JdbcStore store = new JdbcStore(counting(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anOrganizationIsDeletedTwentyKeysAtATime() {
    Set<ApiKeyId> unused = create(KEYS + 10, settings(ENTRIES));

    assertDeleted(samples.deletion(organization), KEYS * ENTRIES);
  }

  @Test
  void keysAreDeletedTwentyAtATime() {
    Set<ApiKeyId> ids = create(KEYS + 10, settings(ENTRIES));

    assertDeleted(deletionOf(ids), KEYS * ENTRIES);
  }

  private OrganizationChange deletionOf(Set<ApiKeyId> ids) {
    return samples.update(organization, new KeyChanges(List.of(), List.of(), Map.of(), ids));
  }

  /** Asserts that all rows are deleted, and that the largest statement deletes about so many. */
  private void assertDeleted(OrganizationChange change, int most) {
    left.clear();
    assertTrue(store.commit(change));
    assertEquals(0, left.get(left.size() - 1));
    int largest =
        IntStream.range(1, left.size()).map(i -> left.get(i - 1) - left.get(i)).max().orElse(0);
    assertTrue(largest >= most && largest < most + 10 * KEYS, "one deleted " + largest + " rows");
  }

  private ApiKeySettings settings(int entries) {
    return samples.settings().withWhitelist(whitelist(entries));
  }

  private Set<ApiKeyId> create(int count, ApiKeySettings settings) {
    List<StoredApiKey> keys =
        Stream.generate(() -> samples.key(organization.id()))
            .limit(count)
            .map(key -> key.with(settings))
            .toList();
    assertTrue(store.commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new))));
    return keys.stream().map(each -> each.key().id()).collect(Collectors.toSet());
  }

  private Whitelist whitelist(int size) {
    return Whitelist.of(
        IntStream.range(0, size)
            .mapToObj(i -> CidrBlock.parse("10.0." + i / 256 + "." + i % 256))
            .map(block -> new WhitelistEntry(block, samples.instant(), 1))
            .toList());
  }

  /** Counts the rows before each statement and before the commit. */
  private DataSource counting() {
    return JdbcProxies.connections(
        database.dataSource(),
        raw ->
            (method, arguments, call) -> {
              if (method.equals("prepareStatement") || method.equals("commit")) {
                left.add(rows(raw));
              }
              return call.proceed();
            });
  }

  private static int rows(Connection raw) throws SQLException {
    return Integer.parseInt(Connections.first(raw, "select count(*) from claviger_usage"))
        + Integer.parseInt(Connections.first(raw, "select count(*) from claviger_key_role"));
  }
}
