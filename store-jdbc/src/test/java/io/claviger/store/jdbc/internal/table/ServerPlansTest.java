package io.claviger.store.jdbc.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.KeyFilter;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.store.jdbc.EachDatabase;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.jdbc.internal.dialect.Dialects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement uses an index of large tables on the servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServerPlansTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  /** With 500 of 40,000 rows, PostgreSQL 14 rightly prefers a scan. */
  private static final int MANY = 100;

  private static final String WITNESS =
      "select id from claviger_api_key where description = :description";

  private static final String BY_ORGANIZATION = "claviger_api_key_by_organization";

  private final Servers servers;
  private final Map<TestDatabase, DataSource> filled = new EnumMap<>(TestDatabase.class);

  ServerPlansTest(Servers servers) {
    this.servers = servers;
  }

  static Stream<Arguments> statements() {
    return TestDatabase.tested()
        .filter(database -> database != TestDatabase.H2)
        .flatMap(
            database -> PlansTest.statements().map(statement -> Arguments.of(database, statement)));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void nothingIsScanned(TestDatabase database, String statement) throws SQLException {
    for (int ids : new int[] {1, MANY}) {
      List<String> plan = plan(database, statement, ids);
      assertFalse(scans(plan), String.join("\n", plan));
    }
  }

  @EachDatabase(except = TestDatabase.H2)
  void pagesAreCutFromTheIndex(TestDatabase database) throws SQLException {
    for (String statement :
        List.of(OrganizationTable.PAGE, KeyQueries.PAGE, EventPages.OF_ORGANIZATION)) {
      List<String> plan = plan(database, statement, 1);
      assertTrue(cutsFromIndex(database, plan), String.join("\n", plan));
    }
  }

  /** A page of old events must not read all newer ones. */
  @EachDatabase(except = TestDatabase.H2)
  void olderEventsBeginAtTheirPlace(TestDatabase database) throws SQLException {
    List<String> plan = plan(database, EventPages.OF_ORGANIZATION, 1);
    // MariaDB says of how many bytes of the index it makes use: 34 for the organization alone.
    String place =
        database.isMariaDbOrMySql() ? ".*\\|key_len=42\\|.*" : ".*Index Cond: .*revision_number.*";
    assertTrue(plan.stream().anyMatch(row -> row.matches(place)), String.join("\n", plan));
  }

  /** PostgreSQL would rather join all rows of the organization with those of all others. */
  @EachDatabase(except = TestDatabase.H2)
  void soArePagesOfSomeKeys(TestDatabase database) throws SQLException {
    KeyFilter all = KeyFilter.all();
    for (KeyFilter filter :
        List.of(
            all.withRole(RoleAssignment.onOrganization(Role.ORG_MEMBER)),
            all.withRole(RoleAssignment.onOrganization(Role.ORG_OWNER)),
            all.unusedSince(Instant.EPOCH))) {
      List<String> plan = plan(database, ofNewest(PlansTest.page(filter)), 1);
      assertTrue(cutsFromIndex(database, plan), String.join("\n", plan));
    }
  }

  /**
   * Whatever the statistics of the tables say, and with few and many changes without a position.
   */
  @EachDatabase(except = TestDatabase.H2)
  void changesAreFoundByTheirPositions(TestDatabase database) throws SQLException {
    DataSource changed = servers.freshDatabase(database);
    LargeTables.fill(changed, database);
    assertCutsChangesFromIndexes(database, changed);
    for (String table : List.of("claviger_audit_event", "claviger_ended_token")) {
      execute(changed, "update " + table + " set feed_position = 1");
    }
    assertCutsChangesFromIndexes(database, changed);
    execute(
        changed,
        "update claviger_audit_event set feed_position = null where revision_number <= 100",
        "analyze " + (database.isMariaDbOrMySql() ? "table " : "") + "claviger_audit_event");
    assertCutsChangesFromIndexes(database, changed);
  }

  private static void assertCutsChangesFromIndexes(TestDatabase database, DataSource changed)
      throws SQLException {
    String since;
    try (Connection connection = changed.getConnection()) {
      since = FeedQuery.since(Dialects.of(connection), FeedQuery.MAX_PENDING);
    }
    List<String> plan = plan(database, changed, since, 1);
    for (String index :
        List.of("claviger_audit_event_feed", "claviger_ended_token_feed", primaryKey(database))) {
      assertTrue(
          plan.stream().anyMatch(row -> row.contains(use(database) + index)),
          String.join("\n", plan));
    }
    assertTrue(
        plan.stream()
            .filter(row -> !row.matches(".*(claviger_feed |[|]table=[sw][|]).*"))
            .noneMatch(
                row ->
                    scans(List.of(row))
                        || row.contains("filesort")
                        || row.contains("Sort  (")
                        || row.contains("Hash")),
        String.join("\n", plan));
  }

  private static String primaryKey(TestDatabase database) {
    return database.isMariaDbOrMySql() ? "PRIMARY|" : "claviger_organization_pkey";
  }

  private static void execute(DataSource database, String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Of all organizations, only the keys with the label are read. */
  @EachDatabase(except = TestDatabase.H2)
  void aRareLabelIsFoundByItsIndex(TestDatabase database) throws SQLException {
    String labelled =
        PlansTest.pageOfAll(KeyFilter.all().labelled("number", LargeTables.NEWEST))
            .replace(":criterion_0", "'number'")
            .replace(":criterion_1", "'" + LargeTables.NEWEST + "'");
    List<String> plan = plan(database, labelled, 1);
    assertTrue(
        plan.stream().anyMatch(row -> row.contains("claviger_key_label_by_name")),
        String.join("\n", plan));
  }

  /** The databases would rather read all keys in order until they have enough of it. */
  @EachDatabase(except = TestDatabase.H2)
  void aPageOfTheNewestKeysIsCutFromTheIndexOfTheirOrganization(TestDatabase database)
      throws SQLException {
    DataSource keys = database.isMariaDbOrMySql() ? filled(database) : mixed(database);
    String alices = KeyQueries.page(" and p.created_by_name = 'alice'");
    for (String statement : List.of(KeyQueries.PAGE, alices, KeyDeletion.SOME)) {
      List<String> plan = plan(database, keys, ofNewest(statement), 1);
      assertTrue(
          plan.stream().anyMatch(row -> row.contains(use(database) + BY_ORGANIZATION)),
          String.join("\n", plan));
      assertTrue(cutsFromIndex(database, plan), String.join("\n", plan));
    }
  }

  /** An organization may have many keys, which must not all be read. */
  @EachDatabase(except = TestDatabase.H2)
  void keysAreFoundByTheirIds(TestDatabase database) throws SQLException {
    for (String statement :
        List.of(
            ApiKeyTable.FIND,
            KeyDeletion.DELETE,
            SecretTable.IDS,
            UsageQuery.BY_KEY,
            KeyQueries.BY_ID)) {
      String ofNewest = statement.replace(":organization_id", "'" + LargeTables.NEWEST + "'");
      for (int ids : new int[] {2, MANY}) {
        List<String> plan = plan(database, ofNewest, ids);
        assertTrue(
            plan.stream().noneMatch(row -> row.contains(use(database) + BY_ORGANIZATION)),
            String.join("\n", plan));
      }
    }
  }

  /**
   * Of a key with thousands of rows, and of many keys with the same blocks, only those are read.
   */
  @Tag("databases")
  @EachDatabase(only = {TestDatabase.MARIADB, TestDatabase.MYSQL})
  void rowsOfUsageAreFoundByTheirWholeKey(TestDatabase database) throws SQLException {
    for (int rows : new int[] {1, MANY}) {
      List<String> plan = plan(database, UsageTable.LOCK, rows);
      assertTrue(
          plan.stream().anyMatch(row -> row.matches(".*\\|key=PRIMARY\\|key_len=93\\|.*")),
          String.join("\n", plan));
    }
  }

  @EachDatabase(except = TestDatabase.H2)
  void theWitnessIsSeen(TestDatabase database) throws SQLException {
    assertTrue(scans(plan(database, WITNESS, 1)));
    assertFalse(
        cutsFromIndex(
            database,
            plan(
                database,
                "select p.id from claviger_api_key p order by p.labels limit :limit",
                1)));
  }

  /** MariaDB and H2 create an index for each foreign key. */
  @Test
  void everyForeignKeyHasAnIndex() throws SQLException {
    assertEquals(
        List.of(),
        rows(
            filled(TestDatabase.POSTGRES_18),
            """
            select c.conrelid::regclass || ' ' || c.conname
              from pg_constraint c
             where c.contype = 'f' and c.connamespace = current_schema::regnamespace
               and not exists (select 1 from pg_index i
                                where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])
            """));
  }

  /** Returns the words of a plan before the name of an index. */
  private static String use(TestDatabase database) {
    return database.isMariaDbOrMySql() ? "|key=" : " using ";
  }

  /** Returns tables of PostgreSQL where keys of many organizations were made in turn. */
  private DataSource mixed(TestDatabase database) throws SQLException {
    DataSource mixed = servers.freshDatabase(database);
    LargeTables.fill(mixed, database);
    try (Connection connection = mixed.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          update claviger_api_key
             set organization_id = lpad(to_hex(20001 + abs(hashtext(id)) %% 10000), 24, '0')
           where organization_id <> '%s'
          """
              .formatted(LargeTables.NEWEST));
      statement.execute("cluster claviger_api_key using claviger_api_key_pkey");
      statement.execute("analyze claviger_api_key");
    }
    return mixed;
  }

  private static String ofNewest(String page) {
    return page.replace(":organization_id", "'" + LargeTables.NEWEST + "'").replace(":after", "''");
  }

  private List<String> plan(TestDatabase database, String statement, int ids) throws SQLException {
    return plan(database, filled(database), statement, ids);
  }

  private static List<String> plan(
      TestDatabase database, DataSource filled, String statement, int ids) throws SQLException {
    String explain = database == TestDatabase.MYSQL ? "explain format=traditional " : "explain ";
    return rows(filled, explain + LargeTables.withValues(statement, ids));
  }

  /** Returns each row as one text, with the names of its columns if there are several. */
  private static List<String> rows(DataSource filled, String sql) throws SQLException {
    try (Connection connection = filled.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(columns == 1 ? "" : "|" + result.getMetaData().getColumnLabel(i) + "=")
              .append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }

  private DataSource filled(TestDatabase database) throws SQLException {
    DataSource known = filled.get(database);
    if (known == null) {
      known = servers.freshDatabase(database);
      LargeTables.fill(known, database);
      filled.put(database, known);
    }
    return known;
  }

  /** PostgreSQL reports Seq Scan; MariaDB reports ALL, or index for a whole index. */
  private static boolean scans(List<String> plan) {
    return plan.stream()
        .filter(row -> !row.contains("|table=<"))
        .anyMatch(
            row ->
                row.contains("Seq Scan")
                    || row.contains("|type=ALL|")
                    || row.contains("|type=index|"));
  }

  /** The secrets of a page may be sorted. */
  private static boolean cutsFromIndex(TestDatabase database, List<String> plan) {
    if (database.isMariaDbOrMySql()) {
      return plan.stream()
          .filter(row -> row.matches(".*\\|table=[ope]\\|.*"))
          .noneMatch(row -> row.contains("filesort"));
    }
    for (int i = 0; i < plan.size(); i++) {
      if (plan.get(i).contains("Limit ")) {
        return plan.get(i + 1).matches(".*-> +Index (Only )?Scan.*");
      }
    }
    return false;
  }
}
