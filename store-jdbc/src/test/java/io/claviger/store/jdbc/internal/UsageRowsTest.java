package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyFilter;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Ticker;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.tck.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of usage and of the index of roles live and die with what they belong to. */
final class UsageRowsTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final Jdbi jdbi = Jdbi.create(database.dataSource());
  private final JdbcStore store = new JdbcStore(jdbi, AutoCommit.ON, Ticker.system());
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
    assertEquals(0, used());
  }

  /** Which are deleted some at a time. */
  @Test
  void noneAreLeftOfAnOrganizationWithManyKeys() {
    assertTrue(store.commit(samples.deletion(organization)));
    for (int count : new int[] {100, 201}) {
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
  void aCountIsAddedToEachRowThatItIsFor() {
    UsageCount use = samples.use(stored, Instant.parse("2030-01-01T12:00:00.000001Z"));
    UsageCount admitted =
        new UsageCount(
            new UsedThrough(
                organization.id(),
                key.id(),
                use.through().secretId(),
                Optional.of(entry("203.0.113.7", 1))),
            use.usage());
    assertTrue(store.add(List.of(use, admitted)));
    String rest = " 1893499200000001 203.0.113.7";
    assertEquals(
        Set.of("key 2" + rest, "secret 2" + rest, "entry 1" + rest),
        Set.copyOf(
            strings(
                """
                select kind || ' ' || use_count || ' ' || last_used_at || ' ' || last_address
                  from claviger_usage
                """)));
  }

  @Test
  void entriesThatStayKeepTheirRow() {
    use();
    update(whitelist(entry("203.0.113.7", 1), entry("2001:db8::/32", 2)));
    assertEquals(
        Set.of(keyRow, secretRow, "entry 203.0.113.7/32 1", "entry 2001:db8::/32 2"), usage());
    assertEquals(3, used());
    update(whitelist(entry("2001:db8::/32", 2)));
    assertEquals(Set.of(keyRow, secretRow, "entry 2001:db8::/32 2"), usage());
    assertEquals(2, used());
  }

  @Test
  void anEntryThatIsAddedAgainStartsAtZero() {
    use();
    update(whitelist(entry("203.0.113.7", 5)));
    assertEquals(Set.of(keyRow, secretRow, "entry 203.0.113.7/32 5"), usage());
    assertEquals(2, used());
  }

  @Test
  void aRotationKeepsTheRowOfTheSecretThatStays() {
    use();
    StoredSecret second = samples.secret();
    rotate(List.of(stored.secrets().get(0), second));
    String secondRow = "secret " + second.info().id() + " 0";
    assertEquals(Set.of(keyRow, secretRow, secondRow, "entry 203.0.113.7/32 1"), usage());
    assertEquals(3, used());
    rotate(List.of(second));
    assertEquals(Set.of(keyRow, secondRow, "entry 203.0.113.7/32 1"), usage());
    assertEquals(2, used());
  }

  @Test
  void rolesAreIndexedAsTheyAre() {
    assertEquals(Set.of("ORG_MEMBER@"), roles());
    RoleAssignment onProject = RoleAssignment.onProject(Role.GROUP_OWNER, new ProjectId("p1"));
    commit(
        KeyChanges.update(
            key.with(
                key.settings()
                    .withRoles(
                        List.of(RoleAssignment.onOrganization(Role.ORG_OWNER), onProject)))));
    assertEquals(Set.of("ORG_OWNER@", "GROUP_OWNER@p1"), roles());
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
    assertEquals(2, store.newestEvents(organization.id(), 10).size());
  }

  private void update(Whitelist whitelist) {
    commit(KeyChanges.update(key.with(key.settings().withWhitelist(whitelist))));
  }

  private void rotate(List<StoredSecret> secrets) {
    commit(new KeyChanges(List.of(), List.of(), Map.of(key.id(), secrets), Set.of()));
  }

  private void commit(KeyChanges changes) {
    OrganizationChange change = samples.update(organization, changes);
    assertTrue(store.commit(change));
    organization = change.organization();
  }

  @Test
  void aKeyThatWasUsedIsNotUnusedSince() {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    assertEquals(1, unusedSince(noon));
    assertTrue(store.add(List.of(samples.use(stored, noon))));
    assertEquals(0, unusedSince(noon));
    assertEquals(0, unusedSince(noon.minusSeconds(1)));
    assertEquals(1, unusedSince(noon.plusNanos(1000)));
  }

  private int unusedSince(Instant instant) {
    KeyFilter filter = KeyFilter.all().unusedSince(instant);
    PageQuery page = PageQuery.first(9);
    return store.listKeys(new KeyQuery(organization.id(), filter, instant, page)).items().size();
  }

  private void use() {
    jdbi.useHandle(handle -> handle.execute("update claviger_usage set use_count = 1"));
  }

  private Set<String> usage() {
    return Set.copyOf(
        strings("select kind || ' ' || subject || ' ' || added_in from claviger_usage"));
  }

  private Set<String> roles() {
    return Set.copyOf(strings("select role || '@' || project_id from claviger_key_role"));
  }

  private int used() {
    return number("select sum(use_count) from claviger_usage");
  }

  private int rowsOfKeys() {
    return number(
        """
        select (select count(*) from claviger_api_key) + (select count(*) from claviger_secret)
             + (select count(*) from claviger_key_role) + (select count(*) from claviger_usage)
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
