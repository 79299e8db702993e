package io.claviger.store.jdbc.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.jdbc.internal.dialect.Dialects;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement uses an index, whatever other organizations store. */
final class PlansTest {
  private static MemoryDatabase database;

  @BeforeAll
  static void fill() {
    database = MemoryDatabase.create();
    JdbcApiKeyStore store = new JdbcApiKeyStore(database.dataSource());
    Samples samples = new Samples();
    for (int i = 0; i < 50; i++) {
      Organization organization = samples.organization();
      StoredApiKey[] keys =
          Stream.generate(() -> samples.key(organization.id()))
              .limit(10)
              .toArray(StoredApiKey[]::new);
      OrganizationChange creation = samples.creation(organization, keys);
      assertTrue(store.commit(creation));
      RevokedToken revoked = samples.revokedToken(keys[0], Duration.ofHours(1));
      assertTrue(
          store.extensions().revokedTokens().orElseThrow().revoke(revoked, Bounds.standard()));
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** Returns pages of keys that meet a criterion; every key has a role on the organization. */
  private static Stream<String> filtered() {
    KeyFilter all = KeyFilter.all();
    ProjectId project = new ProjectId("p");
    return Stream.of(
            all.withRole(RoleAssignment.onOrganization(Role.ORG_MEMBER)),
            all.withRole(RoleAssignment.onProject(Role.PROJECT_OWNER, project)),
            all.inProject(project),
            all.inState(ApiKey.State.ACTIVE),
            all.inState(ApiKey.State.DISABLED),
            all.inState(ApiKey.State.EXPIRED),
            all.createdBy(Actor.Kind.USER, "alice"),
            all.unusedSince(Instant.EPOCH),
            all.labelled("team", "blue"),
            all.describedWith("export"),
            all.ofKind(KeyKind.none()),
            all.ofKind(new KeyKind("service-account")),
            all.only(new ApiKeyId("0".repeat(24))))
        .map(PlansTest::page);
  }

  /** Returns pages of the keys of all organizations. */
  private static Stream<String> ofAll() {
    KeyFilter all = KeyFilter.all();
    return Stream.of(
            all,
            all.createdBy(Actor.Kind.USER, "alice"),
            all.expiringBefore(Instant.EPOCH),
            all.expiringFrom(Instant.EPOCH).expiringBefore(Instant.EPOCH.plusSeconds(1)),
            all.inState(ApiKey.State.ACTIVE),
            all.inState(ApiKey.State.DISABLED),
            all.inState(ApiKey.State.EXPIRED),
            all.withRole(RoleAssignment.onOrganization(Role.ORG_MEMBER)),
            all.describedWith("export"),
            all.unusedSince(Instant.EPOCH),
            all.ofKind(KeyKind.none()),
            all.labelled("team", "blue"))
        .map(PlansTest::pageOfAll);
  }

  static String pageOfAll(KeyFilter filter) {
    return KeyQueries.pageOfAll(KeyConditions.of(filter, Instant.EPOCH).sql());
  }

  static String page(KeyFilter filter) {
    KeyQuery query =
        new KeyQuery(new OrganizationId("acme"), filter, Instant.EPOCH, PageQuery.first(1));
    return KeyQueries.page(KeyConditions.of(query).sql());
  }

  static Stream<String> statements() {
    return Stream.of(unfiltered(), filtered(), ofAll()).flatMap(each -> each);
  }

  private static Stream<String> unfiltered() {
    return Stream.of(
        OrganizationTable.FIND,
        OrganizationTable.PAGE,
        OrganizationTable.NAMED,
        OrganizationTable.REVISIONS,
        OrganizationTable.LOCK,
        OrganizationTable.ADVANCE,
        ApiKeyTable.FIND,
        ApiKeyTable.UPDATE,
        ApiKeyTable.UPDATE_STATE,
        KeyDeletion.SOME,
        KeyDeletion.DELETE,
        SecretTable.IDS,
        SecretTable.UPDATE,
        SecretTable.REPLACE,
        SecretTable.DELETE,
        SearchTables.FIND,
        SearchTables.DELETE_ROLES,
        SearchTables.DELETE_LABELS,
        UsageTable.ENTRIES,
        UsageTable.DELETE,
        UsageTable.LOCK,
        UsageAddition.ADD,
        UsageQuery.BY_KEY,
        EventPages.OF_ORGANIZATION,
        EventPages.OF_KEY,
        EventPages.BESIDE,
        EventPages.PLACE,
        EventTable.EXISTS,
        FeedTable.PAGE,
        FeedNumbering.PENDING,
        FeedNumbering.GIVE,
        RevokedTokenTable.PENDING,
        RevokedTokenTable.GIVE,
        RevokedTokenTable.COUNT,
        RevokedTokenTable.FIND,
        RevokedTokenTable.LIVE,
        RevokedTokenTable.OF_KEY,
        RevokedTokenTable.EXPIRED,
        RevokedTokenTable.DELETE,
        LookupQuery.BY_PUBLIC_KEY,
        KeyQueries.BY_ID,
        KeyQueries.PAGE);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void nothingIsScanned(String statement) throws SQLException {
    String plan = plan(statement);
    assertFalse(plan.contains("tableScan"), plan);
  }

  @Test
  void changesAreFoundByTheirPositions() throws SQLException {
    String plan;
    try (Connection connection = database.dataSource().getConnection()) {
      plan = plan(FeedQuery.since(Dialects.of(connection), FeedQuery.MAX_PENDING));
    }
    assertFalse(plan.contains("tableScan"), plan);
    assertEquals(4, plan.split("index sorted", -1).length - 1, plan);
  }

  @Test
  void pagesAreCutFromTheIndex() throws SQLException {
    assertInIndexOrder(plan(OrganizationTable.PAGE));
    assertInIndexOrder(plan(KeyQueries.PAGE));
    assertInIndexOrder(plan(EventPages.OF_ORGANIZATION));
    assertInIndexOrder(plan(EventPages.OF_KEY));
    assertInIndexOrder(plan(FeedTable.PAGE));
    assertInIndexOrder(plan(FeedNumbering.PENDING));
    assertInIndexOrder(plan(RevokedTokenTable.PENDING));
    assertInIndexOrder(plan(RevokedTokenTable.EXPIRED));
    assertInIndexOrder(plan(OrganizationTable.NAMED));
    assertInIndexOrder(plan(pageOfAll(KeyFilter.all())));
  }

  /** A page of old events must not read all newer ones. */
  @Test
  void olderEventsBeginAtTheirPlace() throws SQLException {
    String plan = plan(EventPages.OF_ORGANIZATION);
    assertTrue(plan.matches("(?s).*NEWEST: [^*]*REVISION_NUMBER <= .*"), plan);
  }

  /** The index begins with the keys that never expire. */
  @Test
  void keysThatNeverExpireAreSkipped() throws SQLException {
    KeyFilter all = KeyFilter.all();
    for (KeyFilter filter :
        List.of(all.inState(ApiKey.State.EXPIRED), all.expiringBefore(Instant.EPOCH))) {
      String plan = plan(pageOfAll(filter));
      assertTrue(plan.matches("(?s).*BY_EXPIRY: [^*]*EXPIRES_AT >= .*"), plan);
    }
  }

  /** A key may have thousands of rows in that table. */
  @Test
  void aRowOfUsageIsFoundByItsWholeKey() throws SQLException {
    for (String statement : List.of(UsageTable.DELETE, UsageAddition.ADD, UsageTable.LOCK)) {
      String plan = plan(statement);
      assertTrue(plan.contains("PRIMARY_KEY"), plan);
    }
  }

  private static void assertInIndexOrder(String plan) {
    assertTrue(plan.contains("/* index sorted */"), plan);
  }

  @Test
  void theWitnessIsSeen() throws SQLException {
    assertTrue(
        plan("select id from claviger_api_key where description = :x").contains("tableScan"));
  }

  private static String row(String statement) {
    if (statement.contains("role) in") || statement.contains("content) in")) {
      return Rows.row(3);
    }
    if (statement.contains("organization_id, id) in")) {
      return Rows.row(2);
    }
    return statement.contains("added_in) in") ? Rows.row(4) : "?";
  }

  private static String plan(String statement) throws SQLException {
    String sql =
        statement
            .replace("<rows>", row(statement) + ", " + row(statement))
            .replaceAll("<\\w+>", "?, ?")
            .replaceAll(":\\w+", "?");
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
      // H2 compiles it again, with the values, where a connection of the pool was opened meanwhile.
      ParameterMetaData parameters = explain.getParameterMetaData();
      for (int i = 1; i <= parameters.getParameterCount(); i++) {
        explain.setObject(i, "1", parameters.getParameterType(i));
      }
      try (ResultSet result = explain.executeQuery()) {
        assertTrue(result.next());
        String plan = result.getString(1);
        assertFalse(result.next());
        return plan;
      }
    }
  }
}
