package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventQuery;
import io.claviger.model.Labels;
import io.claviger.model.Organization;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of usage and roles are inserted and deleted with the keys that they belong to. */
final class UsageRowsTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Jdbi jdbi = Jdbi.create(database.dataSource());
  private final JdbcStore store =
      new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private Organization organization = samples.organization();
  private final StoredApiKey stored =
      samples
          .key(organization.id())
          .with(samples.settings().withWhitelist(whitelist(entry("203.0.113.7", 1))));
  private final ApiKey key = stored.key();
  private final String keyRow = "key " + key.id() + " 0";
  private final String secretRow = "secret " + stored.secrets().get(0).info().id() + " 0";

  @BeforeEach
  void create() {
    assertTrue(store.commit(samples.creation(organization, stored)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theyAreBornWithTheKeyAtZero() {
    assertEquals(Set.of(keyRow, secretRow, "entry 203.0.113.7/32 1"), usage());
  }

  /** The keys are deleted some at a time. */
  @Test
  void noneAreLeftOfAnOrganizationWithManyKeys() {
    assertTrue(store.commit(samples.deletion(organization)));
    for (int count : new int[] {20, 41}) {
      Organization large = samples.organization();
      StoredApiKey[] keys =
          Stream.generate(() -> samples.key(large.id())).limit(count).toArray(StoredApiKey[]::new);
      assertTrue(store.commit(samples.creation(large, keys)));
      assertEquals(count, strings("select id from claviger_api_key").size());

      assertTrue(store.commit(samples.deletion(large)));

      assertEquals(List.of(), strings("select id from claviger_api_key"));
      assertEquals(List.of(), strings("select id from claviger_secret"));
      assertEquals(Set.of(), usage());
    }
  }

  @Test
  void rolesAreIndexedAsTheyAre() {
    assertEquals(Set.of("ORG_MEMBER@"), roles());
    RoleAssignment onProject = RoleAssignment.onProject(Role.PROJECT_OWNER, new ProjectId("p1"));
    commit(
        KeyChanges.update(
            key.with(
                key.settings()
                    .withRoles(
                        List.of(RoleAssignment.onOrganization(Role.ORG_OWNER), onProject)))));
    assertEquals(Set.of("ORG_OWNER@", "PROJECT_OWNER@p1"), roles());
  }

  @Test
  void labelsAreIndexedAsTheyAre() {
    commit(KeyChanges.update(key.with(labelled(Map.of("team", "red", "env", "prod")))));
    assertEquals(Set.of("team=red", "env=prod"), labels());
    commit(KeyChanges.update(key.with(labelled(Map.of("team", "blue", "env", "prod")))));
    assertEquals(Set.of("team=blue", "env=prod"), labels());
  }

  private ApiKeySettings labelled(Map<String, String> labels) {
    return key.settings().withLabels(Labels.of(labels));
  }

  private Set<String> labels() {
    return Set.copyOf(strings("select name || '=' || content from claviger_key_label"));
  }

  @Test
  void nothingIsLeftOfADeletedKey() {
    commit(KeyChanges.delete(key.id()));
    assertEquals(0, rowsOfKeys());
  }

  @Test
  void nothingIsLeftOfADeletedOrganizationButItsTombstone() {
    assertTrue(store.commit(samples.deletion(organization)));
    assertEquals(0, rowsOfKeys());
    assertEquals(List.of("deleted"), strings("select state from claviger_organization"));
    assertEquals(2, store.events(EventQuery.newest(organization.id(), 10)).size());
  }

  private void commit(KeyChanges changes) {
    OrganizationChange change = samples.update(organization, changes);
    assertTrue(store.commit(change));
    organization = change.organization();
  }

  private Set<String> usage() {
    return Set.copyOf(
        strings("select kind || ' ' || subject || ' ' || added_in from claviger_usage"));
  }

  private Set<String> roles() {
    return Set.copyOf(strings("select role || '@' || project_id from claviger_key_role"));
  }

  private int rowsOfKeys() {
    return number(
        """
        select (select count(*) from claviger_api_key) + (select count(*) from claviger_secret)
             + (select count(*) from claviger_key_role) + (select count(*) from claviger_usage)
             + (select count(*) from claviger_key_label)
        """);
  }

  private List<String> strings(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private int number(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private Whitelist whitelist(WhitelistEntry... entries) {
    return Whitelist.of(Arrays.asList(entries));
  }

  private WhitelistEntry entry(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), samples.instant(), addedIn);
  }
}
