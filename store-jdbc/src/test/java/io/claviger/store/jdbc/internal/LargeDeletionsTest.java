package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.Organization;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each entry of a whitelist and each role has a row that goes with its key, and a statement may
 * take only so long: so none deletes more rows than 100 keys with 200 entries have, or one key.
 */
final class LargeDeletionsTest {
  private static final int KEYS = 100;

  /** As many as there may be by default. */
  private static final int ENTRIES = 200;

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final List<Integer> left = new ArrayList<>();
  private final JdbcStore store = new JdbcStore(counting(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anOrganizationIsDeletedAHundredKeysAtATime() {
    Set<ApiKeyId> unused = create(KEYS + 10, settings(ENTRIES));

    assertDeleted(samples.deletion(organization), KEYS * ENTRIES);
  }

  @Test
  void keysAreDeletedAHundredAtATime() {
    Set<ApiKeyId> ids = create(KEYS + 10, settings(ENTRIES));

    assertDeleted(deletionOf(ids), KEYS * ENTRIES);
  }

  @Test
  void keysWithManyEntriesAreDeletedAlone() {
    Set<ApiKeyId> ids = create(4, settings(3000));

    assertDeleted(deletionOf(ids), 3000);
  }

  @Test
  void keysWithManyRolesAreDeletedAlone() {
    SortedSet<RoleAssignment> roles =
        IntStream.range(0, 2000)
            .mapToObj(i -> new ProjectId("p" + i))
            .map(project -> RoleAssignment.onProject(Role.GROUP_OWNER, project))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<ApiKeyId> unused = create(4, samples.settings().withRoles(roles));

    assertDeleted(samples.deletion(organization), 2000);
  }

  private OrganizationChange deletionOf(Set<ApiKeyId> ids) {
    return samples.update(organization, new KeyChanges(List.of(), List.of(), Map.of(), ids));
  }

  /** All rows are, and the largest statement deletes about so many. */
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

  /** Notes before each statement, and before the commit, how many rows there are. */
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
